// A target, at rest or pressed.
import QtQuick
import Kiosk.Backend

Item {
    id: root

    required property SceneProperties view
    required property TouchInput touch
    required property int nodeX
    required property int nodeY
    required property int nodeWidth
    required property int nodeHeight
    required property color fillColor
    required property color lineColor
    required property int lineWidth
    required property int radiusStartTop
    required property int radiusEndTop
    required property int radiusEndLow
    required property int radiusStartLow
    required property color pressFill
    required property color pressLine
    required property int pressWidth
    required property string nodeId
    required property string spoken
    required property bool checkable
    required property bool checkedNow
    required property bool onPress

    readonly property bool held: root.view.pressedId === root.nodeId

    x: root.nodeX
    y: root.nodeY
    width: root.nodeWidth
    height: root.nodeHeight
    objectName: root.nodeId
    Accessible.role: root.checkable ? Accessible.CheckBox : Accessible.Button
    Accessible.name: root.spoken
    Accessible.checkable: root.checkable
    Accessible.checked: root.checkedNow
    Accessible.focusable: true
    Accessible.focused: root.view.focusedId === root.nodeId
    Accessible.onPressAction: root.touch.activate(root.nodeId)
    // The first action of a check box.
    Accessible.onToggleAction: root.touch.activate(root.nodeId)

    Rectangle {
        anchors.fill: parent
        color: root.held ? root.pressFill : root.fillColor
        border.color: root.held ? root.pressLine : root.lineColor
        border.width: root.held ? root.pressWidth : root.lineWidth
        topLeftRadius: root.radiusStartTop
        topRightRadius: root.radiusEndTop
        bottomRightRadius: root.radiusEndLow
        bottomLeftRadius: root.radiusStartLow
        antialiasing: true
    }

    MultiPointTouchArea {
        anchors.fill: parent
        mouseEnabled: true
        maximumTouchPoints: 1
        // Without one of its own Qt makes one for each click of a mouse, and keeps it.
        touchPoints: TouchPoint {}
        onPressed: points => root.touch.press(root.nodeId, root.onPress, Qt.point(points[0].sceneX, points[0].sceneY))
        onReleased: points => root.touch.release(root.nodeId, points[0].x >= 0 && points[0].y >= 0 && points[0].x < root.width && points[0].y < root.height, Qt.point(points[0].sceneX, points[0].sceneY))
        onCanceled: root.touch.release(root.nodeId, false, Qt.point(0, 0))
    }
}
