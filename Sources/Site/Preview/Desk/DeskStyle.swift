/// The style sheet of desk and overview.
enum DeskStyle {
  static let text = """
    :root{color-scheme:light dark;--ground:#fff;--raised:#f6f8fa;--ink:#1f2328;--faint:#59636e;--line:#d1d9e0;
    --focus:#0550ae;--error:#b3261e;--warning:#7a5200;--suggestion:#0550ae;--info:#59636e;--mark:#fff3bf;--del:#ffe0dd;
    --ins:#d7f5dd;font:16px/1.5 system-ui,-apple-system,"Segoe UI",sans-serif}
    @media (prefers-color-scheme:dark){:root{--ground:#0d1117;--raised:#161b22;--ink:#e6edf3;--faint:#9aa4af;
    --line:#3d444d;--focus:#79b8ff;--error:#ff938a;--warning:#e3b341;--suggestion:#79b8ff;--info:#9aa4af;--mark:#453900;
    --del:#67261f;--ins:#14532d}}
    *{box-sizing:border-box}
    [hidden]{display:none!important}
    body{margin:0;background:var(--ground);color:var(--ink);overflow-wrap:anywhere}
    a{color:var(--focus)}
    h1{font-size:1.35rem;line-height:1.25;margin:.15rem 0}
    h2{font-size:1rem;margin:1rem 0 .25rem}
    p{margin:.25rem 0}
    :focus-visible{outline:2px solid var(--focus);outline-offset:2px}
    .hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
    .status{position:fixed;z-index:3;inset:auto 0 0 0;margin:0;padding:.6rem 1rem;background:var(--ink);color:var(--ground)}
    .status:empty{display:none}
    .count,.file,.keys,.path,.missing{color:var(--faint)}
    .count{font-weight:400}
    .file,.path{font:.85rem ui-monospace,Consolas,monospace}
    .ways{display:flex;flex-wrap:wrap;gap:.25rem 1rem;align-items:center}
    .notice{padding:.4rem .75rem;border-left:3px solid var(--warning);background:var(--raised)}
    button{font:inherit;font-size:.875rem;min-height:2rem;padding:.2rem .7rem;border:1px solid var(--line);border-radius:6px;
    background:var(--raised);color:var(--ink);cursor:pointer}
    button:hover{border-color:var(--focus)}
    button.repair,button.save{background:var(--focus);border-color:var(--focus);color:var(--ground)}
    fieldset{border:0;margin:.4rem 0 0;padding:0;display:flex;flex-wrap:wrap;gap:.25rem 1rem}
    legend{float:left;margin-right:1rem;color:var(--faint)}
    label{display:inline-flex;gap:.35rem;align-items:center;min-height:1.75rem}
    header{padding:.6rem 1.25rem .7rem;border-bottom:1px solid var(--line)}
    html[data-kind=desk],html[data-kind=desk] body{height:100%}
    html[data-kind=desk] body{display:flex;flex-direction:column}
    .desk{flex:1;min-height:0;display:grid;grid-template-columns:minmax(0,1fr) 23rem}
    main#desk-main{min-width:0;min-height:0;overflow:auto}
    .heads,.row{display:grid;grid-template-columns:1fr 1fr}
    .heads{position:sticky;top:0;z-index:1;background:var(--raised);border-bottom:1px solid var(--line);
    font-size:.875rem;color:var(--faint)}
    .heads span{padding:.3rem 1.25rem}
    .row{border-bottom:1px solid var(--line);scroll-margin:4rem}
    .cell{padding:.45rem 1.25rem;position:relative;border-left:3px solid transparent;min-width:0}
    .cell.own{padding-right:4.5rem}
    .row.error .own{border-color:var(--error)}.row.warning .own{border-color:var(--warning)}
    .row.suggestion .own{border-color:var(--suggestion)}
    .cell[data-empty]{background:var(--raised)}
    .row.shown{background:var(--mark)}
    .edit{position:absolute;top:.3rem;right:.5rem}
    @media (hover:hover){.edit{opacity:0}.row:hover .edit,.row:focus-within .edit,.edit:focus{opacity:1}}
    .of-heading .words{font-weight:650}
    .of-heading.level-1 .words{font-size:1.35rem}.of-heading.level-2 .words{font-size:1.15rem}
    .cell>div{display:flex;gap:.6rem}
    .words{min-width:0}
    .of-paragraph.level-2,.of-code.level-1{padding-left:1.5rem}.of-paragraph.level-3,.of-code.level-2{padding-left:3rem}
    .marker{color:var(--faint);flex:none}
    .of-code .words code{display:block;white-space:pre-wrap}
    code{font:.875em ui-monospace,Consolas,monospace;background:var(--raised);border-radius:4px;padding:.05em .25em}
    .since{font-size:.85rem;margin-top:.3rem;color:var(--warning)}.since del{color:var(--faint)}
    .step{font-size:.85rem;color:var(--faint);margin-top:.3rem}
    details.step img{max-width:100%;border:1px solid var(--line)}
    .step b{font-weight:600;color:var(--ink)}
    .step.failed strong{color:var(--error)}
    mark{background:var(--mark);color:inherit;text-decoration:underline wavy var(--error);text-underline-offset:.2em}
    .link{color:var(--focus);text-decoration:underline}
    .image::before{content:"▣ "}
    .image,.words .file{color:var(--faint)}
    .cell .cell{display:inline;padding:0 .6rem 0 0;border:0}
    .cell .cell+.cell::before{content:"│ ";color:var(--line)}
    textarea{width:100%;min-height:6rem;font:.9rem/1.5 ui-monospace,Consolas,monospace;padding:.5rem;color:inherit;
    background:var(--ground);border:1px solid var(--focus);border-radius:6px}
    .editor{display:block}.editor .ways{margin-top:.4rem}
    aside.findings{overflow:auto;padding:.25rem 1rem 2rem;border-left:1px solid var(--line);background:var(--raised)}
    aside ul{list-style:none;margin:0;padding:0}
    aside li{margin:.6rem 0;padding:.5rem .75rem;background:var(--ground);border-radius:6px;border-left:3px solid var(--info)}
    aside li.error{border-color:var(--error)}aside li.warning{border-color:var(--warning)}
    aside li.suggestion{border-color:var(--suggestion)}
    aside .head{display:flex;flex-wrap:wrap;gap:.1rem .6rem;font-size:.875rem}
    .error .head strong{color:var(--error)}.warning .head strong{color:var(--warning)}
    .suggestion .head strong{color:var(--suggestion)}.info .head strong{color:var(--info)}
    .line span{font-size:.8rem;color:var(--faint)}
    .line code{display:block;white-space:pre-wrap;padding:.3rem .5rem}
    del{background:var(--del);text-decoration:none}ins{background:var(--ins);text-decoration:none}
    main[data-view=text]{display:grid;grid-template-columns:1fr 1fr}
    main[data-view=text]>*{min-height:0;overflow:auto}
    .text ol{margin:0;padding:.5rem 1rem .5rem 3.5rem;font:.85rem/1.6 ui-monospace,Consolas,monospace;white-space:pre-wrap}
    .text li::marker{color:var(--faint)}
    .page,iframe{width:100%;height:100%;border:0;background:#fff}
    main[data-view=phone] .page{display:flex;justify-content:center;background:var(--raised);padding:1rem}
    main[data-view=phone] iframe{width:390px;height:100%;border:1px solid var(--line);border-radius:12px}
    @media (max-width:1000px){html[data-kind=desk],html[data-kind=desk] body{height:auto}
    .desk{display:flex;flex-direction:column-reverse}main#desk-main{overflow:visible}
    aside.findings{border-left:0;border-bottom:1px solid var(--line);max-height:45vh}
    .page{height:80vh}.heads span,.cell{padding-left:.75rem;padding-right:.75rem}}
    .overview{max-width:75rem;margin:0 auto;padding:1rem 1.25rem 3rem}
    .overview .ways a[aria-current]{font-weight:650;text-decoration:none;color:var(--ink)}
    .filters{margin:1rem 0 .25rem}
    input[type=search]{font:inherit;width:min(100%,30rem);padding:.45rem .7rem;color:inherit;background:var(--ground);
    border:1px solid var(--faint);border-radius:6px}
    progress{width:12rem;vertical-align:middle;accent-color:var(--focus)}
    .scroll{overflow-x:auto}
    table{border-collapse:collapse;width:100%}
    th,td{text-align:left;padding:.4rem .75rem;border-bottom:1px solid var(--line);vertical-align:top}
    td{font-variant-numeric:tabular-nums}
    thead th{overflow-wrap:normal}tbody th{font-weight:400}.path{display:block}
    tbody tr:focus-within{background:var(--raised)}
    .state{white-space:nowrap}.state.damaged,.state.unproven{color:var(--error)}
    .state.missing,.state.behind{color:var(--warning)}.state.fine{color:var(--faint)}
    @media (forced-colors:active){.row,.cell,aside li{border-color:CanvasText}}
    """
}
