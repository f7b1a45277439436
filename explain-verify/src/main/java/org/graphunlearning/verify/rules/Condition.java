package org.graphunlearning.verify.rules;

import java.math.BigDecimal;
import java.math.MathContext;
import org.jspecify.annotations.Nullable;

/**
 * What a rule asks of one feature: more than one value, at most another; at least one of the two is given.
 *
 * @param feature what it looks at
 * @param above values must be larger than this, null for no such limit
 * @param atMost values must not be larger than this, null for no such limit
 */
public record Condition(
        RuleFeature feature,
        @Nullable Double above,
        @Nullable Double atMost) {
    private static final MathContext DIGITS = new MathContext(4);

    /** In words, thresholds rounded to four digits. */
    public String text(RuleNames names) {
        if (feature instanceof RuleFeature.Column column) {
            return range(names.column().apply(column.index()));
        }
        if (feature instanceof RuleFeature.Share share) {
            String where = share.steps() == 1 ? "neighbours" : "two-step neighbours";
            return range("share of " + names.className(share.classIndex()) + " among " + where);
        }
        return degree();
    }

    private String range(String name) {
        return (above == null ? "" : number(above) + " < ") + name + (atMost == null ? "" : " <= " + number(atMost));
    }

    private static String number(double value) {
        return BigDecimal.valueOf(value).round(DIGITS).stripTrailingZeros().toPlainString();
    }

    private String degree() {
        var least = above == null ? "" : "at least " + (RuleFeature.Degree.largest(above.intValue()) + 1);
        var most = atMost == null ? "" : "at most " + RuleFeature.Degree.largest(atMost.intValue());
        return least + (least.isEmpty() || most.isEmpty() ? "" : " and ") + most + " neighbours";
    }
}
