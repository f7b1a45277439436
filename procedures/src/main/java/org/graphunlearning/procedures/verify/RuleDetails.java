package org.graphunlearning.procedures.verify;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.graphunlearning.verify.certificate.CanonicalJson;
import org.graphunlearning.verify.evidence.RuleFinding;
import org.graphunlearning.verify.rules.RuleNames;
import org.graphunlearning.verify.rules.RuleSet;
import org.graphunlearning.verify.rules.RuleShift;
import org.jspecify.annotations.Nullable;

/** What is stored about surrogate rules: one line of canonical JSON per rule, nobody named. */
final class RuleDetails {
    private final RuleFinding found;
    private final RuleNames names;
    private final List<String> lines = new ArrayList<>();

    private RuleDetails(RuleFinding found, Verified.Shard shard) {
        this.found = found;
        var kept = shard.post().classes();
        this.names = RuleNames.of(shard.subject().model().classes().stream()
                .map(name -> kept.contains(name) ? String.valueOf(name) : ElementNames.DELETED + "class")
                .toList());
    }

    /** The lines, model by model; empty where rules were not asked for. */
    static List<String> lines(Verified.Shard shard) {
        var found = shard.evidence().rules();
        if (found == null) {
            return List.of();
        }
        var out = new RuleDetails(found, shard);
        out.add("PRE", found.before(), null);
        out.add("POST", found.after(), found.shift());
        if (found.reference() != null) {
            out.add("REFERENCE", found.reference(), found.referenceShift());
        }
        return out.lines;
    }

    private void add(String model, RuleSet rules, @Nullable RuleShift shift) {
        for (int i = 0; i < rules.rules().size(); i++) {
            var rule = rules.rules().get(i);
            var out = new LinkedHashMap<String, Object>();
            out.put("model", model);
            out.put("rule", rule.text(names));
            out.put("class", names.classes().get(rule.classIndex()));
            out.put("support", (long) rule.support());
            out.put("purity", rule.purity());
            putMatch(out, i, shift);
            lines.add(CanonicalJson.write(out));
        }
    }

    private void putMatch(Map<String, Object> out, int rule, @Nullable RuleShift shift) {
        if (shift == null) {
            return;
        }
        for (var match : shift.matches()) {
            if (match.after() == rule) {
                out.put("matchedTo", found.before().rules().get(match.before()).text(names));
                out.put("jaccard", match.jaccard());
            }
        }
    }
}
