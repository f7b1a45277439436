package org.graphunlearning.gnn.oracle;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import java.util.ArrayList;
import java.util.List;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.model.Gnn;
import org.graphunlearning.gnn.model.ModelConfig;

/** The loss of a model from dense PyTorch operations, differentiated by PyTorch. */
final class TorchLoss {
    private final ModelConfig config;
    private final NDManager manager;
    private final NDArray receives;
    private final NDArray loops;

    private TorchLoss(ModelConfig config, Graph graph, NDManager manager) {
        this.config = config;
        this.manager = manager;
        this.receives = array(manager, DenseReference.adjacency(graph));
        this.loops = receives.add(manager.eye(graph.nodeCount()));
    }

    /** Loss first, then one gradient per parameter. */
    static List<float[]> gradients(Gnn model, Graph graph) {
        var engine = Engine.getEngine("PyTorch");
        try (var manager = engine.newBaseManager()) {
            var theta = new NDList();
            for (var parameter : model.parameters()) {
                var value = manager.create(parameter.host(), new Shape(parameter.rows(), parameter.columns()));
                value.setRequiresGradient(true);
                theta.add(value);
            }
            var out = new ArrayList<float[]>();
            try (var collector = engine.newGradientCollector()) {
                var loss = new TorchLoss(model.config(), graph, manager).loss(theta, graph);
                out.add(loss.toFloatArray());
                collector.backward(loss);
            }
            theta.forEach(value -> out.add(value.getGradient().toFloatArray()));
            return out;
        }
    }

    private static NDArray array(NDManager manager, double[][] values) {
        var flat = new float[values.length * values[0].length];
        for (int i = 0; i < flat.length; i++) {
            flat[i] = (float) values[i / values[0].length][i % values[0].length];
        }
        return manager.create(flat, new Shape(values.length, values[0].length));
    }

    private NDArray loss(NDList theta, Graph graph) {
        int[] rows = graph.trainingRows();
        var chosen = new double[rows.length][graph.nodeCount()];
        var wanted = new double[rows.length][graph.classes().size()];
        for (int i = 0; i < rows.length; i++) {
            chosen[i][rows[i]] = 1;
            wanted[i][graph.targets()[rows[i]]] = 1;
        }
        var logits = array(manager, chosen).matMul(logits(theta, array(manager, DenseReference.features(graph))));
        return logits.logSoftmax(1).mul(array(manager, wanted)).sum().neg().div(rows.length);
    }

    private NDArray logits(NDList theta, NDArray x) {
        var values = x;
        int layers =
                switch (config.architecture()) {
                    case SGC, SIGN -> 1;
                    default -> config.layers();
                };
        int per = theta.size() / layers;
        for (int l = 0; l < layers; l++) {
            var own = theta.subList(l * per, (l + 1) * per);
            boolean last = l == layers - 1;
            values = switch (config.architecture()) {
                case GCN -> symmetric().matMul(values).matMul(own.get(0)).add(own.get(1));
                case SGC -> power(values).matMul(own.get(0)).add(own.get(1));
                case SIGN -> hops(values, own);
                case SAGE -> sage(values, own);
                case GIN ->
                    Activation.relu(loops.matMul(values).matMul(own.get(0)).add(own.get(1)))
                            .matMul(own.get(2))
                            .add(own.get(3));
                case GAT -> gat(values, own, last ? 1 : config.heads());
            };
            if (!last) {
                values = switch (config.architecture()) {
                    case GAT -> Activation.elu(values, 1f);
                    default -> Activation.relu(values);
                };
            }
        }
        return values;
    }

    private NDArray symmetric() {
        var scale = loops.sum(new int[] {1}, true).pow(-0.5);
        return loops.mul(scale).mul(scale.transpose());
    }

    private NDArray power(NDArray x) {
        var out = x;
        for (int k = 0; k < config.layers(); k++) {
            out = symmetric().matMul(out);
        }
        return out;
    }

    private NDArray hops(NDArray x, List<NDArray> theta) {
        var walk = loops.div(loops.sum(new int[] {1}, true));
        long outputs = theta.get(1).size();
        var hop = x;
        var out = theta.get(1);
        for (int k = 0; k <= config.layers(); k++) {
            var own = theta.get(0).get(new NDIndex(":, " + k * outputs + ":" + (k + 1) * outputs));
            out = hop.matMul(own).add(out);
            hop = walk.matMul(hop);
        }
        return out;
    }

    private NDArray sage(NDArray x, List<NDArray> theta) {
        var mean = receives.div(receives.sum(new int[] {1}, true).maximum(1));
        long outputs = theta.get(0).getShape().get(1) / 2;
        var own = theta.get(0).get(new NDIndex(":, 0:" + outputs));
        var others = theta.get(0).get(new NDIndex(":, " + outputs + ":"));
        return x.matMul(own).add(mean.matMul(x).matMul(others)).add(theta.get(1));
    }

    private NDArray gat(NDArray x, List<NDArray> theta, int heads) {
        var t = x.matMul(theta.get(0));
        long channels = t.getShape().get(1) / heads;
        var never = loops.sub(1).mul(1e9f);
        var out = new NDList();
        for (int h = 0; h < heads; h++) {
            var own = new NDIndex(":, " + h * channels + ":" + (h + 1) * channels);
            var head = t.get(own);
            var toTarget = head.matMul(theta.get(1).get(own).transpose());
            var toSource = head.matMul(theta.get(2).get(own).transpose());
            var logits = Activation.leakyRelu(toTarget.add(toSource.transpose()), 0.2f);
            out.add(logits.add(never).softmax(1).matMul(head));
        }
        return out.size() == 1
                ? out.get(0).add(theta.get(3))
                : out.get(0).getNDArrayInternal().concat(out.subNDList(1), 1).add(theta.get(3));
    }
}
