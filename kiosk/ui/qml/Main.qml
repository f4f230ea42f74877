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
    }
}
