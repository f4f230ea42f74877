// The window of the kiosk: it draws the nodes of the scene in order and reports touches. It decides nothing.
pragma ComponentBehavior: Bound

import QtQuick
import QtQml.Models
import Kiosk.Backend

Window {
    id: root

    required property Shell shell

    width: root.shell.width
    height: root.shell.height
    color: root.shell.pageColor
    title: root.shell.windowTitle
    visible: false

    Item {
        id: page

        anchors.fill: parent
        focus: true
        Accessible.role: Accessible.Pane
        Accessible.name: root.shell.pageTitle

        Keys.onPressed: event => {
            event.accepted = root.shell.keyPressed(event.key);
        }

        Repeater {
            model: root.shell.nodes

            delegate: DelegateChooser {
                role: "kind"

                DelegateChoice {
                    roleValue: "rect"

                    RectNode {}
                }

                DelegateChoice {
                    roleValue: "text"

                    TextNode {
                        pressed: root.shell.pressedId
                    }
                }

                DelegateChoice {
                    roleValue: "image"

                    ImageNode {}
                }

                DelegateChoice {
                    roleValue: "touch"

                    TouchNode {
                        shell: root.shell
                    }
                }
            }
        }

        // The corner where staff knock: nothing is drawn, and nobody reads it out.
        MultiPointTouchArea {
            readonly property rect corner: root.shell.quietCorner

            enabled: corner.width > 0
            x: corner.x
            y: corner.y
            width: corner.width
            height: corner.height
            mouseEnabled: true
            maximumTouchPoints: 1
            onPressed: root.shell.cornerHeld(true)
            onReleased: root.shell.cornerHeld(false)
            onCanceled: root.shell.cornerHeld(false)
        }

        // The ring of keys and switches: outside the target, above its neighbours, never clipped.
        Rectangle {
            readonly property int reach: root.shell.ringGap + root.shell.ringWidth

            visible: root.shell.ringBox.width > 0
            x: root.shell.ringBox.x - reach
            y: root.shell.ringBox.y - reach
            width: root.shell.ringBox.width + 2 * reach
            height: root.shell.ringBox.height + 2 * reach
            radius: root.shell.ringRadius + reach
            color: "transparent"
            border.color: root.shell.ringColor
            border.width: root.shell.ringWidth
            antialiasing: true
            Accessible.ignored: true
        }
    }
}
