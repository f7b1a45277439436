package org.graphunlearning.gnn.unlearn;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a strategy did to a model, in numbers.
 *
 * @param parameterShift Euclidean distance of the parameters after from those before; NaN when their shapes differ
 * @param lossBefore cross-entropy of the untouched parameters on the remaining training nodes; NaN when it means nothing, because
 *     the classes changed
 * @param lossAfter the same of the published parameters
 * @param seconds where the time went
 * @param bounds what the strategy can say about its distance from a retrained model, by name; empty for most
 */
public record Effect(
        double parameterShift, double lossBefore, double lossAfter, Seconds seconds, Map<String, Double> bounds) {
    /**
     * Wall time by phase.
     *
     * @param plan finding out whom the deletion reaches and binding the model to the graph
     * @param gradient gradients of what is forgotten and of what remains
     * @param solve everything that moves parameters
     * @param evaluate checking the result
     */
    public record Seconds(double plan, double gradient, double solve, double evaluate) {
        /** None. */
        public static final Seconds ZERO = new Seconds(0, 0, 0, 0);

        /** All phases. */
        public double total() {
            return plan + gradient + solve + evaluate;
        }

        /** Both. */
        public Seconds plus(Seconds other) {
            return new Seconds(
                    plan + other.plan, gradient + other.gradient, solve + other.solve, evaluate + other.evaluate);
        }
    }

    /** Keeps the map unmodifiable. */
    public Effect {
        bounds = Map.copyOf(bounds);
    }

    /**
     * Of several models that were worked on by themselves: shifts add as vectors do, losses are averaged, seconds add up, and of
     * bounds the largest counts.
     */
    public static Effect ofAll(List<Effect> effects) {
        double squares = 0;
        double before = 0;
        double after = 0;
        var seconds = Seconds.ZERO;
        var bounds = new TreeMap<String, Double>();
        for (var effect : effects) {
            squares += effect.parameterShift * effect.parameterShift;
            before += effect.lossBefore / effects.size();
            after += effect.lossAfter / effects.size();
            seconds = seconds.plus(effect.seconds);
            effect.bounds.forEach((name, value) -> bounds.merge(name, value, Math::max));
        }
        double none = effects.isEmpty() ? Double.NaN : 0;
        return new Effect(Math.sqrt(squares), before + none, after + none, seconds, bounds);
    }

    /** Nothing changed. */
    static Effect none(double loss, Seconds seconds) {
        return new Effect(0, loss, loss, seconds, Map.of());
    }

    /** Everything finite by name, for people: {@code parameterShift}, {@code remainingLossBefore}, {@code remainingLossAfter}, bounds. */
    public Map<String, Double> measures() {
        var out = new TreeMap<>(bounds);
        out.put("parameterShift", parameterShift);
        out.put("remainingLossBefore", lossBefore);
        out.put("remainingLossAfter", lossAfter);
        out.values().removeIf(value -> !Double.isFinite(value));
        return out;
    }
}
