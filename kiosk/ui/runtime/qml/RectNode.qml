// A flat shape: panel, band, hairline.
import QtQuick

Rectangle {
    id: root

    required property int nodeX
    required property int nodeY
    required property int nodeWidth
    required property int nodeHeight
    required property color fillColor
    required property color arrives
    // From 1, as the page comes, to 0: how much of the colour of a touch is left.
    property real arrival: 0
    required property color lineColor
    required property int lineWidth
    required property int radiusStartTop
    required property int radiusEndTop
    required property int radiusEndLow
    required property int radiusStartLow

    x: root.nodeX
    y: root.nodeY
    width: root.nodeWidth
    height: root.nodeHeight
    color: root.arrives === root.fillColor ? root.fillColor : Qt.tint(root.fillColor, Qt.alpha(root.arrives, root.arrival))
    border.color: root.lineColor
    border.width: root.lineWidth
    topLeftRadius: root.radiusStartTop
    topRightRadius: root.radiusEndTop
    bottomRightRadius: root.radiusEndLow
    bottomLeftRadius: root.radiusStartLow
    antialiasing: true
    Accessible.ignored: true
}
