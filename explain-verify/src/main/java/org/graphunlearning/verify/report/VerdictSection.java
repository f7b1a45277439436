package org.graphunlearning.verify.report;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The verdict with its reason, its controls and the scale it was read from. */
final class VerdictSection {
    private static final String NOT_RUN = "not run";

    private VerdictSection() {}

    static Html.Element of(ForgetReport.Finding finding, ForgetReport.Movement movement) {
        var content = new ArrayList<Html>();
        content.add(Tables.facts(List.of(
                new ForgetReport.Fact("Verdict", finding.verdict()),
                new ForgetReport.Fact("Reason", finding.reason()),
                new ForgetReport.Fact("Evidence", finding.evidenceLevel()),
                new ForgetReport.Fact("That is", Wording.EVIDENCE.getOrDefault(finding.evidenceLevel(), "")),
                new ForgetReport.Fact("Untouched model", shown(finding.noopVerdict())),
                new ForgetReport.Fact("Retrained model", shown(finding.referenceVerdict())))));
        if ("FORGOTTEN".equals(finding.noopVerdict())) {
            content.add(Html.of(
                            "p",
                            "The untouched model passes as well, so the test has no power and its verdict no weight.")
                    .as("warning"));
        }
        content.add(ScaleChart.figure(movement));
        content.add(Html.of("p", signal(movement.signal())));
        content.addAll(missing(movement));
        if (!finding.thresholds().isEmpty()) {
            content.add(Html.of("h3", "Limits applied"));
            content.add(Tables.facts(finding.thresholds()));
        }
        return Tables.section("Verdict", content);
    }

    private static String shown(@Nullable String verdict) {
        return verdict == null ? NOT_RUN : verdict;
    }

    private static String signal(Reading signal) {
        return "Distance between the untouched and the retrained model (signal): "
                + (signal.value() == null
                        ? Digits.DASH + " (" + signal.whyMissing() + ")"
                        : Digits.of(signal.value()) + " on a scale from 0 to 1")
                + ". The three numbers above are in units of it.";
    }

    private static List<Html> missing(ForgetReport.Movement movement) {
        var out = new ArrayList<Html>();
        why("Progress", movement.progress(), out);
        why("Collateral", movement.collateral(), out);
        why("Residual", movement.residual(), out);
        return out;
    }

    private static void why(String name, Reading reading, List<Html> out) {
        if (reading.whyMissing() != null) {
            out.add(Html.of("p", name + " is missing: " + reading.whyMissing() + ".")
                    .as("note"));
        }
    }
}
