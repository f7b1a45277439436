package org.graphunlearning.workbench.bench;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.unlearn.Guarantee;
import org.graphunlearning.gnn.unlearn.UnlearningRequest;
import org.graphunlearning.gnn.unlearn.UnlearningResult;
import org.jspecify.annotations.Nullable;

/** What one contender showed, seed by seed. */
final class Showing {
    private final Tally tally = new Tally();
    private final Map<String, Integer> strategies = new TreeMap<>();
    private @Nullable Guarantee guarantee;
    private @Nullable String refusal;

    Tally tally() {
        return tally;
    }

    void add(Timed timed) {
        add(timed.result());
        var seconds = timed.result().effect().seconds();
        var parts = new LinkedHashMap<String, Double>();
        parts.put("planSeconds", seconds.plan());
        parts.put("gradientSeconds", seconds.gradient());
        parts.put("solveSeconds", seconds.solve());
        parts.put("evaluateSeconds", seconds.evaluate());
        parts.put("totalSeconds", timed.seconds());
        parts.forEach(tally::add);
        tally.addIfKnown("parameterShift", timed.result().effect().parameterShift());
    }

    /** Lets the contender forget; nothing when it does nothing, or refuses, now or before. */
    @Nullable
    Timed attempt(Contender contender, UnlearningRequest request, double retrainSeconds, Compute compute) {
        if (contender.isUntouched() || refusal != null) {
            return null;
        }
        try {
            var strategy = contender.strategy(retrainSeconds);
            return contender.isSession()
                    ? SessionDeletion.of(request, compute)
                    : Timed.of(() -> strategy.unlearn(request, compute));
        } catch (IllegalArgumentException e) {
            refusal = String.valueOf(e.getMessage());
        }
        return null;
    }

    private void add(UnlearningResult result) {
        strategies.merge(result.strategy(), 1, Integer::sum);
        guarantee = guarantee == null ? result.guarantee() : guarantee.weaker(result.guarantee());
    }

    /** Why there is nothing to show. */
    @Nullable
    String refusal() {
        return refusal;
    }

    /** The weakest of all seeds; nothing is promised by who does nothing. */
    String guarantee() {
        return guarantee == null ? "NONE" : guarantee.name();
    }

    /** What ran in the end: a name, or how often which. */
    String finalStrategy() {
        if (strategies.size() == 1) {
            return strategies.keySet().iterator().next();
        }
        return strategies.entrySet().stream()
                .map(entry -> entry.getValue() + " " + entry.getKey())
                .collect(Collectors.joining(", "));
    }
}
