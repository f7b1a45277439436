package org.graphunlearning.verify.explain;

import java.util.List;
import org.graphunlearning.gnn.layer.Gat;
import org.graphunlearning.gnn.layer.Gcn;
import org.graphunlearning.gnn.layer.Gin;
import org.graphunlearning.gnn.layer.Layer;
import org.graphunlearning.gnn.layer.Sage;
import org.graphunlearning.gnn.layer.Sgc;
import org.graphunlearning.gnn.layer.Sign;

/** What a layer does after its first product, {@code T = X W}, in double precision on one ball. Holds parameters only. */
sealed interface BallLayer permits PropagationLayer, HopsLayer, MeanLayer, SumLayer, AttentionLayer {
    /**
     * Runs it.
     *
     * @param product T, sources x columns of W
     */
    Tape run(Stage stage, double[] product);

    /** One run, as far as its derivatives need it. */
    interface Tape {
        /** Outputs, targets x outputs. */
        double[] output();

        /**
         * The gradient at the product, given that at the outputs.
         *
         * @param edges derivatives by the factors of the edges are added here
         */
        double[] backward(double[] gradient, double[] edges);
    }

    static BallLayer of(Layer layer) {
        List<double[]> p = layer.parameters().stream()
                .map(parameter -> Matrix.widened(parameter.host()))
                .toList();
        if (layer instanceof Gcn || layer instanceof Sgc) {
            return new PropagationLayer(p.get(1), layer.rounds());
        }
        if (layer instanceof Sign) {
            return new HopsLayer(p.get(1), layer.rounds());
        }
        if (layer instanceof Sage) {
            return new MeanLayer(p.get(1));
        }
        if (layer instanceof Gat gat) {
            return new AttentionLayer(gat.heads(), p.get(1), p.get(2), p.get(3));
        }
        if (layer instanceof Gin) {
            return new SumLayer(p.get(1), Matrix.of(layer.parameters().get(2)), p.get(3));
        }
        throw new IllegalStateException(
                "No way to explain a layer of type " + layer.getClass().getSimpleName() + ".");
    }
}
