package org.graphunlearning.verify.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Metrics beside their controls. No number is coloured: how large a shift is says nothing about how good it is. */
final class MetricsSection {
    private MetricsSection() {}

    static Html.Element of(List<ForgetReport.Metric> metrics) {
        if (metrics.isEmpty()) {
            return Tables.section("Metrics", List.of(Html.of("p", "No metric was computed for this request.")));
        }
        var table = Tables.table(
                "Each number next to its controls; only numbers close to those of the retrained model speak for forgetting.",
                List.of("Metric", "Before", "After", "Retrained", "Untouched", "How to read it"),
                metrics.stream().map(MetricsSection::row).toList());
        return Tables.section("Metrics", List.of(table));
    }

    private static Html.Element row(ForgetReport.Metric metric) {
        return Html.of(
                "tr",
                Html.of("th", metric.name()).with("scope", "row"),
                cell(metric.before()),
                cell(metric.after()),
                cell(metric.reference()),
                cell(metric.noop()),
                Html.of("td", meaning(metric)).as("note"));
    }

    private static Html.Element cell(@Nullable Double value) {
        return Tables.number(Digits.of(value));
    }

    private static String meaning(ForgetReport.Metric metric) {
        return metric.whyMissing() == null
                ? metric.meaning()
                : metric.meaning() + " Missing: " + metric.whyMissing() + ".";
    }
}
