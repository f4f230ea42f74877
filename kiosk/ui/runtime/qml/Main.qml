// The window of the kiosk: it draws the nodes of the scene in order and reports touches. It decides nothing.
pragma ComponentBehavior: Bound

import QtQuick
import QtQml.Models
import Kiosk.Backend

Window {
    id: root

    required property Shell shell
    // An unattended kiosk: nothing and nobody closes the window but the program's own end.
    property bool staying: false

    width: root.shell.width
    height: root.shell.height
    color: root.shell.pageColor
    title: root.shell.windowTitle
    visible: false
    onClosing: close => {
        close.accepted = !root.staying;
    }

    Item {
        id: page

        anchors.fill: parent
        focus: true
        Accessible.role: Accessible.Pane
        Accessible.name: root.shell.pageTitle

        Keys.onPressed: event => {
            event.accepted = root.shell.keyPressed(event.key, event.text, event.modifiers, event.isAutoRepeat);
        }
        Keys.onReleased: event => {
            if (!event.isAutoRepeat)
                root.shell.keyReleased();
        }

        // Beside all targets: whatever is being said stops, or the words under the finger are said.
        MultiPointTouchArea {
            anchors.fill: parent
            mouseEnabled: true
            maximumTouchPoints: 1
            // Without one of its own Qt makes one for each click of a mouse, and keeps it.
            touchPoints: TouchPoint {}
            onPressed: points => root.shell.touchPage(points[0].x, points[0].y)
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
            // Without one of its own Qt makes one for each click of a mouse, and keeps it.
            touchPoints: TouchPoint {}
            onPressed: root.shell.cornerHeld(true)
            onReleased: root.shell.cornerHeld(false)
            onCanceled: root.shell.cornerHeld(false)
        }

        // The ring of keys and switches: outside the target, above its neighbours, never clipped.
        Rectangle {
            visible: root.shell.ringBox.width > 0
            x: root.shell.ringBox.x
            y: root.shell.ringBox.y
            width: root.shell.ringBox.width
            height: root.shell.ringBox.height
            radius: root.shell.ringRadius
            color: "transparent"
            border.color: root.shell.ringColor
            border.width: root.shell.ringWidth
            antialiasing: true
            Accessible.ignored: true
        }
    }
}
