// An icon, a picture or a square code, asked for by its key.
import QtQuick

Image {
    id: root

    required property int nodeX
    required property int nodeY
    required property int nodeWidth
    required property int nodeHeight
    required property string address
    required property bool crisp
    required property bool lasting

    x: root.nodeX
    y: root.nodeY
    width: root.nodeWidth
    height: root.nodeHeight
    source: "image://kiosk/" + root.address
    sourceSize: root.crisp ? undefined : Qt.size(root.nodeWidth, root.nodeHeight)
    smooth: !root.crisp
    cache: root.lasting
    asynchronous: false
    fillMode: Image.Stretch
    Accessible.ignored: true
}
