package org.graphunlearning.procedures.train;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.graphunlearning.gnn.unlearn.Calibration;

/** What a model's training cost, as metrics of the model. They outlive its parameters: the next training costs about the same. */
public final class TrainingCost {
    private static final String TRAIN = "trainMillis";
    private static final String EPOCH = "epochMillis";
    private static final String SETUP = "setupMillis";

    private TrainingCost() {}

    static Map<String, Double> of(long trainMillis, Calibration calibration) {
        var out = new TreeMap<String, Double>();
        out.put(TRAIN, (double) trainMillis);
        if (calibration.isKnown()) {
            out.put(EPOCH, calibration.epochMillis());
            out.put(SETUP, calibration.setupMillis());
        }
        return out;
    }

    /** What stays true of a model when its parameters change. */
    public static Map<String, Double> kept(Map<String, Double> metrics) {
        var out = new TreeMap<>(metrics);
        out.keySet().retainAll(Set.of(TRAIN, EPOCH, SETUP));
        return out;
    }

    /** What training one shard of a model cost. */
    public static Calibration calibration(Map<String, Double> metrics) {
        return new Calibration(metrics.getOrDefault(EPOCH, Double.NaN), metrics.getOrDefault(SETUP, Double.NaN));
    }
}
