internal import Procedures

/// Which controls a verb can be done to, and what doing it is. The kind of the control decides, so that "go to the tab"
/// and "select the tab" are one action in all languages.
enum UsableKinds {
  static func accepts(_ kind: Control.Kind, _ operation: Procedures.Operation) -> Bool {
    switch operation {
    case .open, .choose: ![.textField, .numberField, .pane, .section].contains(kind)
    case .rightClick, .doubleClick: ![.pane, .section].contains(kind)
    case .on, .off: kind == .checkBox || kind == .row
    case .enter: kind == .textField || kind == .numberField
    case .follow, .repeat, .perform: false
    }
  }

  static func action(_ operation: Procedures.Operation, _ control: String, _ kind: Control.Kind) -> Action {
    switch (operation, kind) {
    case (.off, _): Action(.off, control)
    case (.rightClick, _): Action(.rightClick, control)
    case (.doubleClick, _): Action(.doubleClick, control)
    case (_, .checkBox): Action(.on, control)
    case (_, .navigation), (_, .page), (_, .tab): Action(.open, control)
    case (_, .row): Action(.select, control)
    default: Action(.choose, control)
    }
  }
}
