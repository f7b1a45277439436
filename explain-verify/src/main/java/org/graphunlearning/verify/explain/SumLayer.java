package org.graphunlearning.verify.explain;

/** GIN: {@code Z = relu((A + I) T + b1) W2 + b2}. */
record SumLayer(double[] bias1, Matrix weight2, double[] bias2) implements BallLayer {
    @Override
    public Tape run(Stage stage, double[] product) {
        var sums = Stage.filled(stage.targets(0), bias1);
        stage.round(0).forward(Block.of(product, bias1.length), Block.of(sums, bias1.length));
        var active = new double[sums.length];
        for (int k = 0; k < sums.length; k++) {
            active[k] = Math.max(0, sums[k]);
        }
        var output = weight2.times(active);
        for (int k = 0; k < output.length; k++) {
            output[k] += bias2[k % bias2.length];
        }
        return new SumTape(stage, product, sums, output);
    }

    private final class SumTape implements Tape {
        private final Stage stage;
        private final double[] product;
        private final double[] sums;
        private final double[] output;

        SumTape(Stage stage, double[] product, double[] sums, double[] output) {
            this.stage = stage;
            this.product = product;
            this.sums = sums;
            this.output = output;
        }

        @Override
        public double[] output() {
            return output;
        }

        @Override
        public double[] backward(double[] gradient, double[] edges) {
            var inner = weight2.timesTransposed(gradient);
            for (int k = 0; k < inner.length; k++) {
                inner[k] = sums[k] > 0 ? inner[k] : 0;
            }
            var at = Block.of(inner, bias1.length);
            var out = new double[product.length];
            stage.round(0).edges(at, Block.of(product, bias1.length), edges);
            stage.round(0).backward(at, Block.of(out, bias1.length));
            return out;
        }
    }
}
