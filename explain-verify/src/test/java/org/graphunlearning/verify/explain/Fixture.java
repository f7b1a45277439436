package org.graphunlearning.verify.explain;

import java.util.List;
import org.graphunlearning.gnn.graph.Adjacency;
import org.graphunlearning.gnn.graph.DenseFeatures;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.graph.Labels;
import org.graphunlearning.gnn.graph.Role;
import org.graphunlearning.gnn.graph.Split;
import org.graphunlearning.gnn.model.Architecture;
import org.graphunlearning.gnn.model.Gnn;
import org.graphunlearning.gnn.model.ModelConfig;

/** The golden graph and model of six nodes; its numbers were computed by an independent implementation in double precision. */
public final class Fixture {
    /** Rounding to six decimals, and weights that are floats. */
    static final double TOLERANCE = 6e-7;

    /** Node i has the key 1337 + i. */
    public static final long FIRST = 1337;

    static final Targets TARGET = new Targets(new long[] {FIRST + 1}, new int[] {0});

    private Fixture() {}

    public static Graph graph() {
        int[] sources = {0, 1, 2, 1, 3, 4};
        int[] targets = {1, 2, 3, 3, 4, 5};
        float[] x = {1, 0, 1, 0, 1, 0, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 1, 1};
        byte train = (byte) Role.TRAIN.ordinal();
        return Graph.of(
                new long[] {FIRST, FIRST + 1, FIRST + 2, FIRST + 3, FIRST + 4, FIRST + 5},
                Adjacency.of(6, sources, targets, 6, false),
                new DenseFeatures(3, x),
                Labels.of(new Object[] {0L, 1L, 0L, 1L, 0L, 1L}),
                new Split(new byte[] {train, train, train, train, train, train}));
    }

    public static Gnn before() {
        return model(0.5f);
    }

    public static Gnn after() {
        return model(0.3f);
    }

    /** The one target, explained. */
    static Attribution explained(Explainer explainer, Gnn model) {
        return explainer.explain(model, graph(), TARGET, Case.COMPUTE).get(0);
    }

    private static Gnn model(float firstWeight) {
        var config = new ModelConfig(Architecture.GCN, 2, 2, 1, 0.5, false);
        var model = Gnn.initial(config, 3, List.of(0L, 1L), 1);
        var parameters = model.parameters();
        parameters.get(0).assign(new float[] {firstWeight, -0.3f, 0.2f, 0.4f, -0.6f, 0.7f});
        parameters.get(1).assign(new float[] {0.1f, -0.1f});
        parameters.get(2).assign(new float[] {0.8f, -0.5f, -0.4f, 0.9f});
        parameters.get(3).assign(new float[] {0.05f, -0.05f});
        return model;
    }
}
