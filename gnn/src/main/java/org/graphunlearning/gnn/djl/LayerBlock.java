package org.graphunlearning.gnn.djl;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import java.io.DataInputStream;
import java.util.List;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.layer.Activation;
import org.graphunlearning.gnn.layer.Layer;
import org.graphunlearning.gnn.layer.MessageFlow;
import org.graphunlearning.gnn.layer.NetworkPass;
import org.graphunlearning.gnn.layer.Pass;
import org.graphunlearning.gnn.sidecar.DeletionOperators;
import org.jspecify.annotations.Nullable;

/**
 * One layer of any kind as a block. Its parameters are views of the layer's own, so there is one truth: what DJL reads is
 * what the kernels use.
 *
 * <p>Input: the arrays of {@link NodeQuery}, with features as wide as the layer's input. Output: float32
 * [nodes, outputs], before any activation; where the model has deletion operators, with the layer's applied.
 */
public final class LayerBlock extends AbstractBlock {
    private final Layer layer;
    private final @Nullable DeletionOperators operator;

    /** A block of one layer; {@code operator} is the layer's alone. */
    LayerBlock(Layer layer, @Nullable DeletionOperators operator, GnnNDManager manager) {
        this.layer = layer;
        this.operator = operator;
        for (var tensor : layer.parameters()) {
            var bias = tensor.name().contains(".bias");
            addParameter(Parameter.builder()
                    .setName(tensor.name())
                    .setType(bias ? Parameter.Type.BIAS : Parameter.Type.WEIGHT)
                    .optShape(new Shape(tensor.rows(), tensor.columns()))
                    .optArray(manager.view(tensor))
                    .build());
        }
    }

    /** The layer. */
    public Layer layer() {
        return layer;
    }

    @Override
    protected NDList forwardInternal(
            ParameterStore parameters, NDList inputs, boolean training, @Nullable PairList<String, Object> options) {
        var graph = GraphArrays.read(inputs).graph();
        var flow = MessageFlow.everywhere(graph, layer.weights(), layer.rounds());
        try (var compute = Compute.withThreads(1)) {
            // One layer has no activation behind it: which one is named makes no difference.
            var out = new NetworkPass(List.of(layer), Activation.RELU, flow, graph.features(), 0)
                    .operating(operator)
                    .forward(compute, Pass.inference());
            return new NDList(inputs.head().getManager().create(out, new Shape(graph.nodeCount(), layer.outputs())));
        }
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputs) {
        return new Shape[] {new Shape(inputs[0].get(0), layer.outputs())};
    }

    /** Refused: arrays read from a stream would no longer be those the kernels use. */
    @Override
    public void loadParameters(NDManager manager, DataInputStream in) {
        throw new UnsupportedOperationException("Parameters come with the model file; load the model, not the block.");
    }
}
