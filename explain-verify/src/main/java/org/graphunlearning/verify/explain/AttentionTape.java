package org.graphunlearning.verify.explain;

/**
 * A run of an {@link AttentionLayer}. Entry 0 of a receiver is the node itself, entries from 1 on are its messages; attention is
 * kept per entry and head.
 */
final class AttentionTape implements BallLayer.Tape {
    private final AttentionLayer layer;
    private final Messages messages;
    private final double[] mask;
    private final int targets;
    private final double[] product;
    private final double[] targetHalf;
    private final double[] sourceHalf;
    private final double[] attention;
    private final double[] output;

    AttentionTape(AttentionLayer layer, Stage stage, double[] product) {
        this.layer = layer;
        this.messages = stage.ball().messages();
        this.mask = stage.mask();
        this.targets = stage.targets(0);
        this.product = product;
        this.targetHalf = layer.halves(product, layer.target());
        this.sourceHalf = layer.halves(product, layer.source());
        this.attention = new double[(messages.ptr()[targets] + targets) * layer.heads()];
        this.output = Stage.filled(targets, layer.bias());
        for (int h = 0; h < layer.heads(); h++) {
            var in = head(product, h);
            var out = head(output, h);
            for (int i = 0; i < targets; i++) {
                attend(i, h);
                for (int entry = 0; entry < entries(i); entry++) {
                    out.add(i, maskOf(i, entry) * attention(i, entry, h), in, sender(i, entry));
                }
            }
        }
    }

    @Override
    public double[] output() {
        return output;
    }

    int heads() {
        return layer.heads();
    }

    /** Positions that listen. */
    int targets() {
        return targets;
    }

    /** To how many senders a position listens, itself included. */
    int entries(int i) {
        return messages.ptr()[i + 1] - messages.ptr()[i] + 1;
    }

    int sender(int i, int entry) {
        return entry == 0 ? i : messages.source()[messages.ptr()[i] + entry - 1];
    }

    /** Number of the edge, or -1 for the node itself. */
    int edge(int i, int entry) {
        return entry == 0 ? -1 : messages.edge()[messages.ptr()[i] + entry - 1];
    }

    /** The share of an entry; sums to 1 over the entries of a position. */
    double attention(int i, int entry, int h) {
        return attention[at(i, entry, h)];
    }

    private int at(int i, int entry, int h) {
        return (messages.ptr()[i] + i + entry) * layer.heads() + h;
    }

    private double maskOf(int i, int entry) {
        return entry == 0 ? 1 : mask[edge(i, entry)];
    }

    private Block head(double[] values, int h) {
        return new Block(values, layer.width(), h * layer.channels(), layer.channels());
    }

    private double logit(int i, int entry, int h) {
        return targetHalf[i * layer.heads() + h] + sourceHalf[sender(i, entry) * layer.heads() + h];
    }

    private void attend(int i, int h) {
        double max = Double.NEGATIVE_INFINITY;
        for (int entry = 0; entry < entries(i); entry++) {
            double logit = logit(i, entry, h);
            attention[at(i, entry, h)] = logit * AttentionLayer.slope(logit);
            max = Math.max(max, attention[at(i, entry, h)]);
        }
        double sum = 0;
        for (int entry = 0; entry < entries(i); entry++) {
            attention[at(i, entry, h)] = StrictMath.exp(attention[at(i, entry, h)] - max);
            sum += attention[at(i, entry, h)];
        }
        for (int entry = 0; entry < entries(i); entry++) {
            attention[at(i, entry, h)] /= sum;
        }
    }

    @Override
    public double[] backward(double[] gradient, double[] edges) {
        var out = new double[product.length];
        for (int h = 0; h < layer.heads(); h++) {
            var vectors = new Block[] {head(layer.target(), h), head(layer.source(), h)};
            for (int i = 0; i < targets; i++) {
                var dots = dots(i, h, gradient, edges);
                receiver(i, h, dots, new Blocks(head(gradient, h), head(out, h), vectors));
            }
        }
        return out;
    }

    private record Blocks(Block gradient, Block out, Block[] vectors) {}

    /** {@code <gradient_i, T_j>} per entry; what a mask's derivative is made of. */
    private double[] dots(int i, int h, double[] gradient, double[] edges) {
        var out = new double[entries(i)];
        var at = head(gradient, h);
        var in = head(product, h);
        for (int entry = 0; entry < out.length; entry++) {
            out[entry] = at.dot(i, in, sender(i, entry));
            if (entry > 0) {
                edges[edge(i, entry)] += attention(i, entry, h) * out[entry];
            }
        }
        return out;
    }

    private void receiver(int i, int h, double[] dots, Blocks at) {
        double mean = 0;
        for (int entry = 0; entry < dots.length; entry++) {
            mean += attention(i, entry, h) * maskOf(i, entry) * dots[entry];
        }
        double own = 0;
        for (int entry = 0; entry < dots.length; entry++) {
            double alpha = attention(i, entry, h);
            double atLogit = alpha * (maskOf(i, entry) * dots[entry] - mean) * AttentionLayer.slope(logit(i, entry, h));
            own += atLogit;
            at.out.add(sender(i, entry), maskOf(i, entry) * alpha, at.gradient, i);
            at.out.add(sender(i, entry), atLogit, at.vectors[1], 0);
        }
        at.out.add(i, own, at.vectors[0], 0);
    }
}
