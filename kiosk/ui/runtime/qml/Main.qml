// The window of the kiosk: it draws the nodes of the scene in order and reports touches. It decides nothing.
pragma ComponentBehavior: Bound

import QtQuick
import QtQml.Models
import Kiosk.Backend

Window {
    id: root

    required property SceneProperties view
    required property KeyInput keys
    required property TouchInput touch
    // An unattended kiosk: nothing and nobody closes the window but the program's own end.
    property bool staying: false
    // What is left of a touch on the page that it asked for: its badge fades from the touched colour.
    property real arrival: 0

    width: root.view.width
    height: root.view.height
    color: root.view.pageColor
    title: root.view.windowTitle
    visible: false
    onClosing: close => {
        close.accepted = !root.staying;
    }

    NumberAnimation on arrival {
        id: arriving

        running: false
        from: 1
        to: 0
        duration: Application.styleHints.accessibility.motionPreference === Qt.ReducedMotion ? 0 : 120
    }

    Connections {
        target: root.touch

        function onAsked() {
            arriving.restart();
        }
    }

    Item {
        id: page

        anchors.fill: parent
        focus: true
        Accessible.role: Accessible.Pane
        Accessible.name: root.view.pageTitle

        Keys.onPressed: event => {
            event.accepted = root.keys.pressed(event.key, event.text, event.modifiers, event.isAutoRepeat);
        }
        Keys.onReleased: event => {
            if (!event.isAutoRepeat)
                root.keys.released();
        }

        // Beside all targets: whatever is being said stops, or the words under the finger are said.
        MultiPointTouchArea {
            anchors.fill: parent
            mouseEnabled: true
            maximumTouchPoints: 1
            // Without one of its own Qt makes one for each click of a mouse, and keeps it.
            touchPoints: TouchPoint {}
            onPressed: points => root.touch.touchPage(points[0].x, points[0].y)
        }

        Repeater {
            model: root.view.nodes

            delegate: DelegateChooser {
                role: "kind"

                DelegateChoice {
                    roleValue: "rect"

                    RectNode {
                        arrival: root.arrival
                    }
                }

                DelegateChoice {
                    roleValue: "text"

                    TextNode {
                        pressed: root.view.pressedId
                    }
                }

                DelegateChoice {
                    roleValue: "image"

                    ImageNode {}
                }

                DelegateChoice {
                    roleValue: "touch"

                    TouchNode {
                        view: root.view
                        touch: root.touch
                    }
                }
            }
        }

        // The corner where staff knock: nothing is drawn, and nobody reads it out.
        MultiPointTouchArea {
            readonly property rect corner: root.view.quietCorner

            enabled: corner.width > 0
            x: corner.x
            y: corner.y
            width: corner.width
            height: corner.height
            mouseEnabled: true
            maximumTouchPoints: 1
            // Without one of its own Qt makes one for each click of a mouse, and keeps it.
            touchPoints: TouchPoint {}
            onPressed: root.touch.cornerHeld(true)
            onReleased: root.touch.cornerHeld(false)
            onCanceled: root.touch.cornerHeld(false)
        }

        // The ring of keys and switches: outside the target, above its neighbours, never clipped.
        Rectangle {
            visible: root.view.ringBox.width > 0
            x: root.view.ringBox.x
            y: root.view.ringBox.y
            width: root.view.ringBox.width
            height: root.view.ringBox.height
            radius: root.view.ringRadius
            color: "transparent"
            border.color: root.view.ringColor
            border.width: root.view.ringWidth
            antialiasing: true
            Accessible.ignored: true
        }
    }
}
