/**
 * The pay page's only script: the ticking. It counts from the server's time that came with the page, never by the phone's clock; when a step is
 * over, or the page has lain unseen, it asks the server anew. Everything else works without it.
 */
export const PAY_SCRIPT = `
(function(){
var box=document.getElementById("left");
if(!box)return;
var out=box.querySelector("b"),now=+box.dataset.now,ends=+box.dataset.ends,asked=false,hiddenAt=0;
var nav=performance.getEntriesByType("navigation")[0],from=nav?nav.responseStart:0;
function two(n){return(n<10?"0":"")+n}
function again(){if(!asked&&!document.querySelector("details[open]")){asked=true;location.replace(location.pathname+box.dataset.query)}}
function tick(){
var left=Math.max(0,ends-now-(performance.now()-from)),s=Math.ceil(left/1000),d=Math.floor(s/86400);
out.textContent=(d?d+" "+box.dataset[d===1?"day":"days"]+" ":"")+two(Math.floor(s%86400/3600))+":"+two(Math.floor(s%3600/60))+":"+two(s%60);
if(left===0)setTimeout(again,1500)
}
box.hidden=false;tick();setInterval(tick,1000);
document.addEventListener("visibilitychange",function(){
if(document.hidden)hiddenAt=Date.now();else if(hiddenAt&&Math.abs(Date.now()-hiddenAt)>30000)again()
});
window.addEventListener("pageshow",function(e){if(e.persisted)again()});
})();
`.trim();
