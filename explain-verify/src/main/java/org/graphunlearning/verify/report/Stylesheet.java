package org.graphunlearning.verify.report;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * The only style of the page. Its text holds none of the characters that are written as references, so the hash in the page's policy
 * fits what a browser reads. Blue and vermilion (Okabe and Ito) stay apart for every common kind of colour blindness; nothing is told by colour
 * alone and nothing is green.
 */
final class Stylesheet {
    static final String TEXT = """
            :root{color-scheme:light dark;--paper:#fff;--ink:#1b1f24;--soft:#57606a;--line:#c4cbd3;--panel:#f5f7f9;
            --blue:#0a5ca8;--red:#b84300;--amber:#7a5a00;--bar:#2f7fc4;--other:#d97a1e;
            --s0:#ffffff;--s1:#deebf7;--s2:#a8cde6;--s3:#5ba3d0;--s4:#2171b5;--s5:#08306b}
            @media (prefers-color-scheme:dark){:root{--paper:#14181d;--ink:#e8ecf0;--soft:#a3adb8;--line:#434c56;--panel:#1d232a;
            --blue:#7cb8ee;--red:#ff9a62;--amber:#e6c25a;--bar:#5aa9e6;--other:#f0a04b;
            --s0:#14181d;--s1:#1c3550;--s2:#265a8a;--s3:#3c86c4;--s4:#82bbe6;--s5:#dcecfa}}
            *{box-sizing:border-box}
            body{margin:0 auto;max-width:58rem;padding:1.5rem 1rem 4rem;background:var(--paper);color:var(--ink);
            font:16px/1.55 system-ui,Roboto,sans-serif;overflow-wrap:anywhere}
            h1{font-size:1.7rem;line-height:1.2;margin:.5rem 0}h2{font-size:1.25rem;margin:0 0 .6rem}
            h3{font-size:.95rem;margin:0 0 .2rem;color:var(--soft)}
            p,ul,dl,figure{margin:.5rem 0}ul{padding-left:1.3rem}
            section{margin-top:2rem;border-top:1px solid var(--line);padding-top:1rem}
            code{font:.86em ui-monospace,monospace}
            .badge{display:inline-block;border:2px solid;border-radius:.4rem;padding:.15rem .7rem;font-weight:700}
            .badge.good{color:var(--blue)}.badge.bad{color:var(--red);border-style:double;border-width:4px}
            .badge.unsure{color:var(--amber);border-style:dashed}
            .note,figcaption,caption{color:var(--soft);font-size:.88rem;text-align:left}
            caption{padding-bottom:.3rem}figcaption{margin:.3rem 0}
            .warning{border-left:4px solid var(--red);background:var(--panel);padding:.4rem .8rem;margin:.8rem 0}
            dl{display:grid;grid-template-columns:minmax(8rem,max-content) 1fr;gap:.15rem 1rem}
            dt{color:var(--soft)}dd{margin:0}
            .wide{overflow-x:auto}
            table{border-collapse:collapse;width:100%;font-size:.92rem;margin:.6rem 0;overflow-wrap:normal}
            th,td{text-align:left;vertical-align:top;padding:.3rem .6rem;border-bottom:1px solid var(--line)}
            thead th{border-bottom-width:2px}tbody th{font-weight:600}
            td.number{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
            .panes{display:grid;grid-template-columns:repeat(2,minmax(0,1fr));gap:1rem}
            .panes div{background:var(--panel);border-radius:.5rem;padding:.6rem;min-width:0}
            svg{display:block;width:100%;height:auto;max-height:26rem}svg.chart{max-width:44rem}
            svg text{fill:var(--ink);font:13px system-ui,sans-serif}
            svg .name{font-weight:600}svg text.number{fill:var(--soft);font-size:11px}.panes svg text.number{font-size:9px;fill:var(--ink);
            paint-order:stroke;stroke:var(--panel);stroke-width:3px}
            .axis{stroke:var(--soft);stroke-width:1}
            .control{fill:var(--paper);stroke:var(--ink);stroke-width:1.5}
            .interval{stroke:var(--blue);stroke-width:2.5}.mark{fill:var(--blue);stroke:var(--paper);stroke-width:1}
            .bar{stroke:var(--paper);stroke-width:1}.bar.after{fill:var(--bar)}.bar.reference{fill:var(--other)}
            .edge{stroke:var(--soft);stroke-opacity:.75}.edge.gone{stroke:var(--red);stroke-opacity:1;stroke-dasharray:4 3}
            .node{stroke:var(--ink);stroke-width:1}.node.gone{stroke:var(--red);stroke-width:2;stroke-dasharray:3 2}
            .cross{stroke:var(--red);stroke-width:2}
            .score0{fill:var(--s0)}.score1{fill:var(--s1)}.score2{fill:var(--s2)}.score3{fill:var(--s3)}
            .score4{fill:var(--s4)}.score5{fill:var(--s5)}.unknown{fill:var(--panel)}
            summary{cursor:pointer;color:var(--soft);font-size:.88rem}
            @media (max-width:36rem){.panes{grid-template-columns:1fr}dl{grid-template-columns:1fr}dd{margin-bottom:.4rem}}
            @media print{:root{color-scheme:light;--paper:#fff;--ink:#000;--soft:#444;--line:#999;--panel:#fff;
            --blue:#0a5ca8;--red:#b84300;--amber:#7a5a00;--bar:#2f7fc4;--other:#d97a1e;
            --s0:#ffffff;--s1:#deebf7;--s2:#a8cde6;--s3:#5ba3d0;--s4:#2171b5;--s5:#08306b}
            body{max-width:none;padding:0 1px;font-size:10.5pt;print-color-adjust:exact;-webkit-print-color-adjust:exact}
            h2,h3,h2 + p{break-after:avoid}p,figure,tr,dl,.warning{break-inside:avoid}.panes{grid-template-columns:repeat(2,minmax(0,1fr))}
            .panes div{border:1px solid var(--line)}svg{max-height:9cm}details{display:none}@page{margin:16mm}}
            """;

    /** Nothing may run, load or be sent; only this very style counts. */
    static final String POLICY =
            "default-src 'none'; style-src 'sha256-" + hash() + "'; base-uri 'none'; form-action 'none'";

    private Stylesheet() {}

    private static String hash() {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(TEXT.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform must offer SHA-256.", e);
        }
    }
}
