"""How the page of statistics looks: one accent colour, light and dark."""

STYLE = """
:root {
  --page: #fcfcfb; --ink: #1b1d20; --quiet: #5f646b; --rule: #e3e3df;
  --none: #ecece8; --accent: #0f6f6b;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #131517; --ink: #e9e9e6; --quiet: #9ba1a8; --rule: #2c3034;
    --none: #22262a; --accent: #53c7ba;
  }
}
* { box-sizing: border-box; margin: 0; }
body {
  background: var(--page); color: var(--ink);
  font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", sans-serif;
  font-variant-numeric: tabular-nums; -webkit-text-size-adjust: 100%;
}
main { max-width: 66rem; margin: 0 auto; padding: 3.5rem 1.25rem 3rem; }
header { margin-bottom: 2rem; }
h1 { font-size: 1.75rem; line-height: 1.2; font-weight: 650; letter-spacing: -0.015em; }
h2 { font-size: 1.0625rem; line-height: 1.3; font-weight: 650; margin-bottom: 0.75rem; }
p { color: var(--quiet); max-width: 36rem; }
section p { font-size: 0.9375rem; margin-bottom: 0.75rem; }
section { border-top: 1px solid var(--rule); padding: 1.25rem 0 2.5rem; min-width: 0; }
.figures { display: flex; flex-wrap: wrap; gap: 1.25rem 3.5rem; margin-bottom: 2.5rem; }
.figures div { display: flex; flex-direction: column-reverse; justify-content: flex-end; }
.figures dt { color: var(--quiet); font-size: 0.875rem; line-height: 1.3; margin-top: 0.125rem; }
.figures dd { font-size: 2rem; line-height: 1.15; font-weight: 600; letter-spacing: -0.02em; }
table { width: 100%; border-collapse: collapse; font-size: 0.9375rem; }
table + table { margin-top: 1.25rem; }
table + p { margin-top: 0.75rem; }
th, td { text-align: right; vertical-align: baseline; padding: 0.25rem 0 0.25rem 1rem; }
td, thead th { white-space: nowrap; }
th:first-child { text-align: left; padding-left: 0; font-weight: 400; }
thead th { color: var(--quiet); font-size: 0.8125rem; font-weight: 400; }
th small { display: block; color: var(--quiet); font-size: 0.8125rem; }
.shares th:first-child { min-width: 7rem; }
.shares td:nth-child(2) { width: 100%; min-width: 3.5rem; }
svg { display: block; }
.bar { margin-top: 0.1rem; }
td .bar { transform: translateY(-1px); }
.chart { width: 100%; height: auto; overflow: visible; margin-bottom: 0.75rem; }
.columns .chart { max-width: 30rem; }
.columns .square { max-width: 24rem; }
.columns { display: flex; flex-direction: column; }
.stack { display: contents; }
.stack:first-child section:nth-child(n + 2) { order: 1; }
.chart text { fill: var(--quiet); font-size: 12px; }
.chart .number { fill: var(--ink); }
.chart .middle { text-anchor: middle; }
.chart .end { text-anchor: end; }
.at-once text { font-size: 10px; }
.none, .step0 { fill: var(--none); background: var(--none); }
.on, .step1, .step2, .step3, .step4 { fill: var(--accent); background: var(--accent); }
.step1 { opacity: 0.3; }
.step2 { opacity: 0.52; }
.step3 { opacity: 0.76; }
.later { fill: var(--accent); opacity: 0.55; }
.rule { fill: none; stroke: var(--rule); }
.same { fill: none; stroke: var(--quiet); stroke-dasharray: 3 4; }
.trend { fill: none; stroke: var(--accent); stroke-width: 2; stroke-linejoin: round; }
.dot { fill: var(--accent); fill-opacity: 0.75; stroke: var(--page); }
.scale {
  display: flex; flex-wrap: wrap; gap: 0.25rem 1rem; list-style: none; padding: 0;
  margin: 0.25rem 0 0.75rem; color: var(--quiet); font-size: 0.8125rem;
}
.scale i {
  display: inline-block; width: 0.75rem; height: 0.75rem; border-radius: 2px;
  margin-right: 0.4rem; vertical-align: -1px;
}
.in-halves { display: none; }
details { margin-top: 0.5rem; }
summary { color: var(--accent); font-size: 0.9375rem; cursor: pointer; padding: 0.25rem 0; }
details table { margin-top: 0.25rem; }
footer { border-top: 1px solid var(--rule); padding-top: 1.25rem; color: var(--quiet);
  font-size: 0.875rem; }
code { font-family: ui-monospace, "SF Mono", Menlo, Consolas, monospace; font-size: 0.9em; }
@media (min-width: 56rem) {
  .columns { display: grid; grid-template-columns: 1fr 1fr; column-gap: 4rem; }
  .stack { display: block; min-width: 0; }
}
@media (max-width: 44rem) {
  main { padding-top: 2rem; }
  .figures { display: grid; grid-template-columns: repeat(3, 1fr); gap: 1.25rem; }
  .at-once { display: none; }
  .in-halves { display: block; }
  th, td { padding-left: 0.75rem; }
  .shares th:first-child { min-width: 5.5rem; }
}
@media print {
  section { break-inside: avoid; }
}
"""
