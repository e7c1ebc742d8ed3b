/**
 * The look of a page, light and dark. Series of charts differ in colour and, every second one, in a pattern; every
 * text keeps a contrast of 4.5 to its ground (WCAG 2.2, 1.4.3).
 */
export const style = `
:root{color-scheme:light dark;--ground:#fff;--raised:#f6f7f9;--ink:#1c2128;--soft:#57606a;--line:#d9dee4;--link:#0a58b0;
--alarm:#b3261e;--alarm-ground:#fdf3f2;--good:#cfd8e2;
--s1:#b3261e;--s2:#1f6feb;--s3:#9a6700;--s4:#0f766e;--s5:#7c3aed;--s6:#b0246f;--rest:#6b7280}
@media screen and (prefers-color-scheme:dark){:root{--ground:#0f1318;--raised:#171c23;--ink:#e4e8ed;--soft:#9aa5b1;--line:#2b323b;--link:#7ab7ff;
--alarm:#ff8f86;--alarm-ground:#251617;--good:#37424f;
--s1:#ff8f86;--s2:#5aa2ff;--s3:#e0b04a;--s4:#45c4b4;--s5:#b995ff;--s6:#ff86bd;--rest:#98a2ad}}
*{box-sizing:border-box}
[hidden]{display:none!important}
html{scroll-padding-top:1rem}
body{margin:0 auto;padding:2rem 1.25rem 3rem;max-width:74rem;background:var(--ground);color:var(--ink);
font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;font-variant-numeric:tabular-nums;overflow-wrap:anywhere}
h1{font-size:1.75rem;line-height:1.2;margin:0 0 .25rem;letter-spacing:-.01em}
h2{font-size:1.15rem;line-height:1.3;margin:0 0 .5rem}
h3{font-size:.95rem;margin:0}
p{margin:.25rem 0}
section{margin:2rem 0}
code,pre{font:.875em/1.5 ui-monospace,SFMono-Regular,Menlo,Consolas,"Liberation Mono",monospace}
pre{margin:.35rem 0;padding:.6rem .75rem;background:var(--raised);border:1px solid var(--line);border-radius:6px;white-space:pre-wrap}
.quote{white-space:pre;overflow:auto}
a{color:var(--link)}
:focus-visible{outline:2px solid var(--link);outline-offset:2px}
ol,ul{margin:.25rem 0;padding-left:1.25rem}
.soft,.sub,.when,figcaption p,.label,dt,footer{color:var(--soft)}
dl{display:grid;grid-template-columns:minmax(5.5rem,max-content) 1fr;gap:.15rem 1rem;margin:.35rem 0}
dd{margin:0;min-width:0}
footer{margin-top:3rem;padding-top:1rem;border-top:1px solid var(--line);font-size:.875rem}
.facts{display:flex;flex-wrap:wrap;gap:.5rem 2.5rem;margin:1rem 0 0}
.facts div{display:flex;flex-direction:column-reverse}
.facts dd{font-size:1.35rem;line-height:1.3}
.facts dt{font-size:.875rem}
.alarm{padding:1rem 1.25rem;border:1px solid var(--alarm);border-left-width:4px;border-radius:6px;background:var(--alarm-ground)}
.alarm h2{color:var(--alarm)}
.scroll{overflow-x:auto}
table{border-collapse:collapse;width:100%;font-size:.875rem}
th,td{padding:.35rem .75rem .35rem 0;text-align:left;vertical-align:top;border-bottom:1px solid var(--line)}
th{font-weight:600}
.numbers td{text-align:right}
.rows td:first-child{white-space:nowrap}
.rows th:nth-child(n+2){width:25%}
.rows th:nth-child(3){width:13%}
.patterns{list-style:none;padding:0;margin:0}
.patterns li{display:grid;grid-template-columns:5rem 1fr;gap:1rem;padding:.6rem 0;border-top:1px solid var(--line)}
.n{text-align:right;font-weight:600;white-space:nowrap}
.p{text-align:right;white-space:nowrap;color:var(--soft)}
.charts{display:grid;grid-template-columns:1fr 1fr;gap:2rem}
figure{margin:0;min-width:0}
figure:nth-of-type(1){grid-column:1/-1}
figcaption p{margin:0 0 .5rem;font-size:.875rem}
.plot{display:grid;grid-template-columns:auto 1fr auto;column-gap:.5rem}
.plot svg{grid-column:2;width:100%;height:10rem;display:block;overflow:visible}
.y{display:flex;flex-direction:column;justify-content:space-between;text-align:right;font-size:.75rem;line-height:1;color:var(--soft);margin:-.35rem 0}
.y span{white-space:nowrap}
.y.r{text-align:left}
.x{grid-column:2;display:flex;justify-content:space-between;gap:.5rem;font-size:.75rem;line-height:1.3;color:var(--soft);margin-top:.35rem;overflow-wrap:normal;text-align:center}
.x span:first-child{text-align:left}
.x span:last-child{text-align:right}
.grid{fill:none;stroke:var(--line);vector-effect:non-scaling-stroke}
.s1{fill:var(--s1)}.s2{fill:url(#p2)}.s3{fill:var(--s3)}.s4{fill:url(#p4)}.s5{fill:var(--s5)}.s6{fill:url(#p6)}.rest{fill:var(--rest)}.good{fill:var(--good)}
.f2{fill:var(--s2)}.f4{fill:var(--s4)}.f6{fill:var(--s6)}.gap{fill:var(--ground);opacity:.45}.defs{position:absolute}
.legend{list-style:none;padding:0;display:flex;flex-wrap:wrap;gap:.15rem 1.25rem;font-size:.8125rem;margin:.5rem 0 0}
.key{width:.7rem;height:.7rem;margin-right:.4rem;border:1px solid var(--soft)}
summary{cursor:pointer}
.numbers,.others{font-size:.875rem;margin-top:.35rem}
.numbers summary,.others summary{color:var(--soft)}
.numbers .scroll{max-height:20rem;overflow:auto}
#filter{display:flex;flex-wrap:wrap;gap:.75rem;align-items:end;margin:.75rem 0}
#filter label{display:grid;font-size:.8125rem;color:var(--soft);min-width:0}
#filter label:first-child{flex:1 1 14rem}
input,select{font:inherit;color:var(--ink);background:var(--ground);border:1px solid var(--soft);border-radius:6px;padding:.3rem .5rem;max-width:15rem;width:100%}
#filter input{max-width:none}
output{padding:.3rem 0;color:var(--soft)}
.groups{list-style:none;padding:0;margin:0;border-bottom:1px solid var(--line)}
.groups>li{border-top:1px solid var(--line)}
.groups>li>details>summary{display:grid;grid-template-columns:.75rem 4rem 3.5rem minmax(0,1fr) 17rem;gap:.25rem .75rem;padding:.6rem .25rem;list-style:none}
.groups>li>details>summary::before{content:"▸";content:"▸"/"";color:var(--soft)}
.groups>li>details[open]>summary::before{content:"▾";content:"▾"/""}
.groups summary::-webkit-details-marker{display:none}
.groups>li>details>summary:hover{background:var(--raised)}
.groups>li:target>details>summary{background:var(--raised)}
.sub{display:block;font-size:.875rem}
.when{font-size:.8125rem;text-align:right}
.spark{display:block;width:100%;height:1.25rem;margin-bottom:.15rem}
.spark path{fill:var(--rest)}
.sample{padding:.25rem 0 1.25rem 10.75rem}
.label{margin:.75rem 0 .1rem;font-size:.8125rem}
.card .cause{margin:1rem 0;padding-left:1rem;border-left:3px solid var(--line)}
.card>.alarm{margin:.5rem 0}
.badge{display:inline-block;font-size:.75rem;line-height:1.2;padding:.1rem .45rem;border:1px solid currentColor;border-radius:999px;color:var(--soft)}
.badge.proven,.badge.stated{color:var(--alarm)}
.one{padding:.6rem 0;border-top:1px solid var(--line)}
@media (max-width:52rem){
body{padding:1.25rem 1rem 2rem}
.charts{grid-template-columns:1fr}
.groups>li>details>summary{grid-template-columns:.75rem auto auto 1fr;gap:.15rem .75rem}
.groups>li>details>summary>.what,.groups>li>details>summary>.when{grid-column:2/-1}
.when{text-align:left}
.sample{padding-left:0}
.patterns li{grid-template-columns:1fr;gap:0}
.patterns .n{text-align:left}
.x span:nth-child(even){display:none}
.rows,.rows tbody,.rows tr,.rows td{display:block}
.rows thead{display:none}
.rows td{border:0;padding:.1rem 0}
.rows tr{padding:.6rem 0;border-bottom:1px solid var(--line)}
}
@media (max-width:30rem){dl:not(.facts){grid-template-columns:1fr;gap:0}dl:not(.facts) dd{margin-bottom:.35rem}}
@media print{
:root{color-scheme:light}
body{max-width:none;padding:0;font-size:10pt;print-color-adjust:exact;-webkit-print-color-adjust:exact}
#filter,.numbers{display:none!important}
.groups>li>details>summary::before{visibility:hidden}
details::details-content{content-visibility:visible;block-size:auto}
pre{white-space:pre-wrap}
summary,figure,tr,.alarm,.cause dl{break-inside:avoid}
summary,h2,h3,.label{break-after:avoid}
}
`.replace(/\n/g, '');
