// One line of text, placed by its baseline. The first line of a paragraph speaks for all of it.
import QtQuick

Text {
    id: root

    required property int nodeX
    required property int baselineY
    required font
    required property string display
    required property string paragraph
    required property string owner
    required property bool heading
    required property color fillColor
    required property color pressInk
    required property string pressed

    x: root.nodeX
    y: root.baselineY - Math.round(root.baselineOffset)
    text: root.display
    textFormat: Text.PlainText
    wrapMode: Text.NoWrap
    renderType: Text.NativeRendering
    color: root.owner !== "" && root.pressed === root.owner ? root.pressInk : root.fillColor
    Accessible.ignored: root.owner !== "" || root.paragraph === ""
    Accessible.role: root.heading ? Accessible.Heading : Accessible.StaticText
    Accessible.name: root.paragraph
}
