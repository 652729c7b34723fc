/// The strip's style sheet, for its shadow tree only.
enum StripStyle {
  static let text = """
    :host{all:initial;display:block;color-scheme:light dark;\
    --ground:#fff;--ink:#1f2328;--faint:#59636e;--line:#c8ced5;--code:#eff2f5;--focus:#0550ae;\
    --error:#b3261e;--warning:#7a5200;--suggestion:#0550ae;--info:#59636e}
    @media (prefers-color-scheme:dark){:host{\
    --ground:#1b1f24;--ink:#e6edf3;--faint:#9aa4af;--line:#3d444d;--code:#2a3037;--focus:#79b8ff;\
    --error:#ff938a;--warning:#e3b341;--suggestion:#79b8ff;--info:#9aa4af}}
    *{box-sizing:border-box}
    [hidden]{display:none!important}
    .strip{position:fixed;inset:auto 0 0 0;z-index:2147483000;background:var(--ground);color:var(--ink);\
    border-top:1px solid var(--line);box-shadow:0 -2px 12px rgb(0 0 0/.18);\
    font:14px/1.45 system-ui,-apple-system,"Segoe UI",sans-serif;text-align:left}
    .connection{margin:0;min-height:2.75rem;padding:.7rem 3.25rem .7rem 1rem;background:var(--code);color:var(--ink);font-weight:600}
    .connection:empty{display:none}
    summary{display:flex;flex-wrap:wrap;gap:.15rem 1rem;align-items:baseline;min-height:2.75rem;\
    padding:.6rem 3.25rem .6rem 1rem;cursor:pointer;list-style:none}
    summary::-webkit-details-marker{display:none}
    summary::before{content:"";align-self:center;width:.45rem;height:.45rem;margin-right:-.25rem;\
    border:solid currentColor;border-width:1.5px 1.5px 0 0;rotate:-45deg;translate:0 .12rem}
    details[open]>summary::before{rotate:135deg;translate:0 -.12rem}
    .count{font-weight:600;white-space:nowrap}
    .stale{color:var(--faint)}
    .findings{max-height:min(24vh,18rem);overflow:auto;overscroll-behavior:contain;padding:0 1rem .75rem;\
    border-top:1px solid var(--line)}
    ul{list-style:none;margin:0;padding:0}
    li{margin:.75rem 0 0;padding-left:.75rem;border-left:3px solid var(--info)}
    li.error{border-color:var(--error)}li.warning{border-color:var(--warning)}
    li.suggestion{border-color:var(--suggestion)}
    p{margin:.15rem 0;overflow-wrap:anywhere}
    .head{display:flex;flex-wrap:wrap;gap:.1rem .6rem;align-items:baseline}
    .error{color:var(--error)}.warning{color:var(--warning)}
    .suggestion{color:var(--suggestion)}.info{color:var(--info)}
    li,li p{color:inherit}li.error,li.warning,li.suggestion,li.info,p.suggestion{color:var(--ink)}
    .place{font-family:ui-monospace,Consolas,monospace;font-size:.9em;color:var(--faint);user-select:all}
    code{font:.9em ui-monospace,Consolas,monospace;background:var(--code);border-radius:3px;padding:.05em .3em;\
    white-space:pre-wrap}
    bdi{unicode-bidi:isolate;white-space:pre-wrap}
    h2{font-size:1em;margin:1rem 0 0}
    .ways{display:flex;gap:1.25rem;margin:.75rem 0 0}.ways a{color:var(--focus)}
    .failure,.rest{margin-top:.75rem}.rest{color:var(--faint)}
    .dismiss{position:absolute;top:0;right:.25rem;width:2.75rem;height:2.75rem;border:0;background:none;\
    color:inherit;font:1.4rem/1 system-ui,sans-serif;cursor:pointer;border-radius:4px}
    .dismiss:hover{background:var(--code)}
    :focus-visible{outline:2px solid var(--focus);outline-offset:-3px}
    @media print{.strip{display:none}}
    @media (forced-colors:active){.strip,li{border-color:CanvasText}}
    """
}
