package org.graphunlearning.gnn.djl;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import java.io.DataInputStream;
import java.util.Arrays;
import java.util.List;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.model.Gnn;
import org.graphunlearning.gnn.sidecar.DeletionOperators;
import org.jspecify.annotations.Nullable;

/**
 * A whole model as a block with one child per layer.
 *
 * <p>Input: the arrays of {@link NodeQuery}. Output: float32 [keys, classes], the class probabilities of the nodes asked
 * for, with the same bits as {@link Gnn#probabilities}.
 */
public final class GnnBlock extends AbstractBlock {
    private final Gnn gnn;

    GnnBlock(Gnn gnn, GnnNDManager manager) {
        this.gnn = gnn;
        for (int l = 0; l < gnn.layers().size(); l++) {
            var layer = gnn.layers().get(l);
            addChildBlock(layer.getClass().getSimpleName(), new LayerBlock(layer, operator(gnn, l), manager));
        }
    }

    private static @Nullable DeletionOperators operator(Gnn gnn, int layer) {
        var all = gnn.sidecar().operators();
        return all == null || !all.act()
                ? null
                : new DeletionOperators(List.of(all.layers().get(layer)), new long[0], new long[0]);
    }

    /** The model. */
    public Gnn gnn() {
        return gnn;
    }

    @Override
    protected NDList forwardInternal(
            ParameterStore parameters, NDList inputs, boolean training, @Nullable PairList<String, Object> options) {
        if (training) {
            throw new UnsupportedOperationException(
                    "This block answers and does not learn; train with org.graphunlearning.gnn.train.Trainer.");
        }
        var query = GraphArrays.read(inputs);
        int classes = gnn.classes().size();
        var out = new float[Math.multiplyExact(query.keys().length, classes)];
        int[] rows = rows(query);
        if (rows.length > 0) {
            try (var compute = Compute.withThreads(1)) {
                var probabilities = gnn.probabilities(query.graph(), rows, compute);
                for (int i = 0; i < query.keys().length; i++) {
                    int at = Arrays.binarySearch(rows, query.graph().row(query.keys()[i]));
                    System.arraycopy(probabilities, at * classes, out, i * classes, classes);
                }
            }
        }
        return new NDList(inputs.head().getManager().create(out, new Shape(query.keys().length, classes)));
    }

    /** Rows asked for, ascending, each once. */
    private static int[] rows(NodeQuery query) {
        return Arrays.stream(query.keys())
                .mapToInt(query.graph()::row)
                .sorted()
                .distinct()
                .toArray();
    }

    @Override
    protected void initializeChildBlocks(NDManager manager, DataType type, Shape... inputs) {
        // A model is born with its parameters.
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputs) {
        return new Shape[] {new Shape(-1, gnn.classes().size())};
    }

    /** Refused: arrays read from a stream would no longer be those the kernels use. */
    @Override
    public void loadParameters(NDManager manager, DataInputStream in) {
        throw new UnsupportedOperationException("Parameters come with the model file; load the model, not the block.");
    }
}
