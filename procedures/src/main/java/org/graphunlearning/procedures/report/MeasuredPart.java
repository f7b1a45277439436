package org.graphunlearning.procedures.report;

import java.util.List;
import java.util.Map;
import org.graphunlearning.procedures.verify.VerificationRecord;
import org.graphunlearning.procedures.verify.Verified;
import org.graphunlearning.verify.report.ForgetReport;
import org.graphunlearning.verify.report.Reading;
import org.jspecify.annotations.Nullable;

/** What a page takes from the verification: the verdict, the movement and the metrics beside their controls. */
final class MeasuredPart {
    private static final String NO_REFERENCE = "no retrained model was there to compare with";

    private final @Nullable VerificationRecord entry;
    private final Map<String, Object> columns;
    private final String whyNothing;
    private final boolean measured;

    /**
     * Of a verification, if there was one.
     *
     * @param whyNothing why nothing was measured, if so: half a sentence
     */
    MeasuredPart(@Nullable VerificationRecord entry, String whyNothing) {
        this.entry = entry;
        this.columns = entry == null ? Map.of() : entry.columns();
        this.whyNothing = whyNothing;
        this.measured = text("evidenceLevel") != null && !Verified.NOT_VERIFIED.equals(text("verdict"));
    }

    private @Nullable String text(String name) {
        return columns.get(name) instanceof String text ? text : null;
    }

    private @Nullable Double number(String name) {
        return columns.get(name) instanceof Double value && Double.isFinite(value) ? value : null;
    }

    long referenceMillis() {
        return columns.get("referenceMillis") instanceof Long millis ? millis : 0;
    }

    ForgetReport.Finding finding() {
        var verdict = text("verdict");
        var level = text("evidenceLevel");
        if (!measured || verdict == null || level == null) {
            var reason = Character.toUpperCase(whyNothing.charAt(0)) + whyNothing.substring(1) + ".";
            return new ForgetReport.Finding(Verified.NOT_VERIFIED, reason, "NONE", null, null, List.of());
        }
        var sentence = text("sentence");
        var reason = sentence == null ? text("reason") : sentence;
        return new ForgetReport.Finding(
                verdict,
                reason == null ? "No reason was recorded." : reason,
                level,
                text("noopVerdict"),
                text("refVerdict"),
                thresholds());
    }

    private List<ForgetReport.Fact> thresholds() {
        return entry == null
                ? List.of()
                : entry.thresholds().entrySet().stream()
                        .map(one -> new ForgetReport.Fact(one.getKey(), CertificatePart.text(one.getValue())))
                        .toList();
    }

    ForgetReport.Movement movement() {
        return new ForgetReport.Movement(
                reading("signal"), reading("progress"), reading("collateral"), withInterval("residual"));
    }

    private Reading withInterval(String name) {
        var value = number(name);
        var low = number(name + "Low");
        var high = number(name + "High");
        return value == null || low == null || high == null ? reading(name) : Reading.of(value, low, high);
    }

    private Reading reading(String name) {
        var value = number(name);
        return value == null ? Reading.missing(measured ? NO_REFERENCE : whyNothing) : Reading.of(value);
    }

    List<ForgetReport.Metric> metrics() {
        return MetricNames.ALL.stream().map(this::metric).toList();
    }

    private ForgetReport.Metric metric(MetricNames.Named name) {
        var after = number(name.judged());
        var untouched = control(name.untouched(), after);
        var retrained = control(name.retrained(), after);
        boolean gap = after == null || untouched == null || retrained == null;
        return new ForgetReport.Metric(
                name.title(), name.meaning(), untouched, after, retrained, untouched, gap ? why(name, after) : null);
    }

    /** The number of another model; null where it was not measured. */
    private @Nullable Double control(MetricNames.Control control, @Nullable Double judged) {
        if (control instanceof MetricNames.Control.Column column) {
            return number(column.name());
        }
        return control instanceof MetricNames.Control.Itself && judged != null ? (Double) 0.0 : null;
    }

    private String why(MetricNames.Named name, @Nullable Double after) {
        if (!measured) {
            return whyNothing;
        }
        if (after == null) {
            return "it was not measured for this deletion";
        }
        if (name.untouched() instanceof MetricNames.Control.None none) {
            return none.why();
        }
        return number("signal") == null ? NO_REFERENCE : "the control could not be measured";
    }
}
