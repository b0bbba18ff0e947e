/** The pay page's only style. It stands in the page and the page's policy knows its hash. */
export const PAY_STYLE = `
:root{--page:#f3f5f4;--card:#fff;--ink:#15201b;--soft:#55625c;--line:#dde4e0;--deep:#0b5d43;--on:#fff;--tint:#e7f3ed;--warn:#8a4b00;--warm:#fdf1e0}
@media (prefers-color-scheme:dark){:root{--page:#0e1412;--card:#161e1b;--ink:#eef4f1;--soft:#a5b3ac;--line:#2b3732;--deep:#5fd0a3;--on:#06241a;--tint:#15302a;--warn:#f3bd74;--warm:#33260f}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;color-scheme:light dark}
body{margin:0;background:var(--page);color:var(--ink);font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","Noto Sans Devanagari","Nirmala UI",sans-serif}
a{color:var(--deep)}
main,header,footer{width:100%;max-width:62rem;margin:0 auto;padding:0 1rem}
header{display:flex;align-items:center;gap:.75rem;padding-top:1rem;padding-bottom:1rem}
.mark{flex:none;width:2.75rem;height:2.75rem;border-radius:.75rem;background:var(--deep);color:var(--on);display:grid;place-items:center;font-weight:700;font-size:1.15rem}
.who{flex:1;min-width:0}
.who b{display:block;font-size:1.15rem;line-height:1.25;overflow-wrap:anywhere}
.who span{color:var(--soft);font-size:.9rem;overflow-wrap:anywhere}
.lang{flex:none;padding:.65rem .25rem;min-height:2.75rem;font-weight:600;text-decoration:none}
.grid{display:grid;gap:1rem}
.card{background:var(--card);border:1px solid var(--line);border-radius:1rem;padding:1.25rem;min-width:0}
h1,h2{margin:0;line-height:1.25;font-size:1.05rem}
h1{font-size:1rem;font-weight:600;color:var(--soft)}
.state h1{font-size:1.3rem;color:var(--ink);font-weight:700}
p{margin:.5rem 0 0}
.soft{color:var(--soft);font-size:.9rem}
.sum{font-size:clamp(2.25rem,11vw,3rem);line-height:1.15;font-weight:750;letter-spacing:-.02em;margin:.1rem 0 0;font-variant-numeric:tabular-nums}
.full{color:var(--soft)}
.save{display:inline-block;margin-top:.65rem;padding:.3rem .7rem;border-radius:2rem;background:var(--tint);color:var(--deep);font-weight:650}
.clock{margin-top:1rem;padding-top:1rem;border-top:1px solid var(--line)}
.left{display:flex;align-items:baseline;gap:.6rem;flex-wrap:wrap}
.left b{font-size:1.35rem;font-variant-numeric:tabular-nums}
.left[hidden]{display:none}
.notice{margin:0 0 1rem;padding:.8rem 1rem;border-radius:.75rem;background:var(--warm);color:var(--warn);font-weight:600}
.good{background:var(--tint);color:var(--deep)}
.steps{list-style:none;margin:.9rem 0 0;padding:0}
.steps li{display:flex;gap:.75rem;justify-content:space-between;align-items:baseline;padding:.65rem 0;border-top:1px solid var(--line)}
.steps li:first-child{border-top:0;padding-top:0}
.steps b{font-variant-numeric:tabular-nums;white-space:nowrap}
.steps small{display:block;color:var(--soft);font-size:.85rem}
.steps .past{color:var(--soft)}
.steps .past b{text-decoration:line-through;font-weight:500}
.tag{margin-left:.4rem;padding:.1rem .5rem;border-radius:1rem;background:var(--tint);color:var(--deep);font-size:.8rem;font-weight:650;white-space:nowrap}
.past .tag{background:none;padding:0;color:var(--soft)}
button,.button{display:block;width:100%;min-height:3.25rem;padding:.8rem 1rem;border:0;border-radius:.8rem;background:var(--deep);color:var(--on);font:inherit;font-weight:700;text-align:center;text-decoration:none;text-wrap:balance;cursor:pointer;margin-top:.9rem}
.way .button{margin-top:0}
.plain{background:none;color:var(--deep);border:1.5px solid var(--deep)}
button:focus-visible,a:focus-visible,summary:focus-visible,input:focus-visible,select:focus-visible,textarea:focus-visible{outline:3px solid var(--deep);outline-offset:2px}
.upi{display:grid;justify-items:center;text-align:center}
.upi .button{margin-bottom:1rem}
.qr{width:11.5rem;height:11.5rem;background:#fff;border-radius:.75rem;padding:.5rem;border:1px solid var(--line);margin-top:.6rem}
.qr svg{display:block;width:100%;height:100%}
dl{margin:.9rem 0 0;display:grid;grid-template-columns:auto 1fr;gap:.55rem 1rem}
dt{color:var(--soft)}
dd{margin:0;text-align:right;font-weight:650;overflow-wrap:anywhere;-webkit-user-select:all;user-select:all;font-variant-numeric:tabular-nums}
.way{margin-top:1rem}
.way+.way{margin-top:1.25rem;padding-top:1.25rem;border-top:1px solid var(--line)}
h3{margin:0;font-size:1rem}
details{border-top:1px solid var(--line)}
.more>:first-child{border-top:0}
summary{padding:.85rem 0;min-height:2.75rem;font-weight:650;cursor:pointer}
details form{padding-bottom:1rem}
label{display:block;font-weight:600;margin-top:.6rem}
input,select,textarea{display:block;width:100%;min-height:3rem;margin-top:.3rem;padding:.6rem .75rem;border:1.5px solid var(--soft);border-radius:.7rem;background:var(--card);color:var(--ink);font:inherit;font-weight:400}
.card.more{padding-top:.4rem;padding-bottom:.4rem}
.pdf{display:block;padding:.85rem 0;border-top:1px solid var(--line);font-weight:650}
.quiet{display:inline-block;padding:.65rem 0;min-height:2.75rem}
footer{padding-top:1.25rem;padding-bottom:2.5rem;color:var(--soft);font-size:.85rem}
.alone{max-width:34rem;padding-top:12vh;text-align:center}
.alone h1{font-size:1.3rem;color:var(--ink)}
.alone section+section{margin-top:1.5rem;padding-top:1.5rem;border-top:1px solid var(--line)}
@media (min-width:52rem){header{padding-top:2rem;padding-bottom:1.5rem}.grid{grid-template-columns:1.1fr 1fr;align-items:start}.one{grid-template-columns:1fr}.side{display:grid;gap:1rem}.card{padding:1.6rem}}
@media (max-width:51.99rem){main,header,footer{max-width:38rem}.side{display:contents}.more{order:9}}
@media (hover:hover) and (pointer:fine){.upi .button{display:none}}
`.replaceAll("\n", "");
