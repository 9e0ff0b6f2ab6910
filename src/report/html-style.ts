/** The page's look; `light-dark()` follows the reader's own setting. */
export const style = `
:root { color-scheme: light dark; --ink: light-dark(#1c2430, #e6eaf0); --paper: light-dark(#fff, #12161d); --soft: light-dark(#5b6675, #97a3b4);
  --line: light-dark(#e3e8ee, #2a323e); --good: light-dark(#117a43, #4cc38a); --bad: light-dark(#b3261e, #ff8a80); --warning: light-dark(#8a5a00, #f0b849); --bar: light-dark(#336791, #6fa8dc); }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 15px/1.55 system-ui, sans-serif; }
main, footer { max-width: 62rem; margin: 0 auto; padding: 2rem 1.25rem; }
h1 { font-size: 1.6rem; margin: 0 0 .75rem; letter-spacing: -.01em; overflow-wrap: anywhere; }
h2 { font-size: 1.1rem; margin: 2.25rem 0 .6rem; }
.verdict { font-size: 1.1rem; font-weight: 600; border-left: .3rem solid currentColor; padding: .6rem .9rem; margin: 0 0 1rem; background: color-mix(in srgb, currentColor 8%, transparent); overflow-wrap: anywhere; }
.good { color: var(--good); } .bad { color: var(--bad); } .warning { color: var(--warning); }
.note, footer { color: var(--soft); font-size: .9rem; }
.note.warning { color: var(--warning); }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .3rem 1.25rem; margin: 1rem 0; }
dt { color: var(--soft); } dd { margin: 0; overflow-wrap: anywhere; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: .93rem; }
th { text-align: left; color: var(--soft); font-weight: 500; }
th, td { padding: .35rem .75rem .35rem 0; border-bottom: 1px solid var(--line); vertical-align: top; overflow-wrap: anywhere; }
.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
pre { overflow-x: auto; padding: .6rem .9rem; background: color-mix(in srgb, currentColor 8%, transparent); border-radius: .2rem; }
pre code { display: block; padding-left: 2ch; text-indent: -2ch; }
.chart { display: grid; grid-template-columns: minmax(6rem, max-content) 1fr max-content; gap: .35rem .9rem; align-items: center; font-size: .93rem; }
.chart .name { overflow: hidden; text-overflow: ellipsis; max-width: 18rem; }
.track { background: var(--line); border-radius: .2rem; }
svg.line { width: 100%; height: auto; } .line polyline { fill: none; stroke: var(--bar); stroke-width: 2; } .line circle { fill: var(--bar); }
.bar { background: var(--bar); height: .8rem; min-width: 2px; border-radius: .2rem; }
@page { size: A4; margin: 15mm 14mm; }
@media print {
  :root { color-scheme: light; }
  html { font-size: 9.5pt; } body { font-size: 1rem; } h2 { margin: 1.2rem 0 .4rem; break-after: avoid; }
  main, footer { max-width: none; padding: 0; }
  tr, li, dl, .verdict { break-inside: avoid; } thead { display: table-header-group; }
  .wide { overflow: visible; } table { font-size: .88rem; }
  pre { overflow: visible; white-space: pre-wrap; overflow-wrap: anywhere; font-size: .84rem; line-height: 1.45; border: 1px solid var(--line); }
}
`
