package import Scenarios

/// What Chromium calls the elements that a control of a kind can be.
package enum ElementRoles {
  private static let pressed: Set<String> = [
    "button", "link", "menuitem", "tab", "treeitem", "option", "DisclosureTriangle", "PopUpButton", "ToggleButton",
  ]
  package static let boxes: Set<String> = ["checkbox", "switch", "menuitemcheckbox", "ToggleButton"]
  private static let choices: Set<String> = ["radio", "menuitemradio", "option", "MenuListOption"]
  package static let fields: Set<String> = [
    "textbox", "searchbox", "spinbutton", "combobox", "TextFieldWithComboBox", "Date", "InputTime", "DateTime",
  ]
  /// All that a person can use.
  package static let usable = pressed.union(boxes).union(choices).union(fields)
  /// All whose name tells where a person is.
  static let places: Set<String> = [
    "heading", "dialog", "alertdialog", "region", "tabpanel", "group", "form", "complementary",
  ]

  package static func of(_ kind: Control.Kind) -> Set<String> {
    switch kind {
    case .navigation, .page, .button, .item, .link, .menu, .tab: pressed
    case .checkBox: boxes
    case .choice: choices
    case .textField, .numberField: fields
    case .row: boxes.union(["link", "row", "radio", "option"])
    case .pane, .section: []
    }
  }

  /// What people call a link and a button where a page has both by one name.
  static func strictly(_ kind: Control.Kind) -> Set<String> {
    switch kind {
    case .link: ["link"]
    case .button: ["button", "PopUpButton", "ToggleButton"]
    default: of(kind)
    }
  }
}
