package org.graphunlearning.verify.explain;

/** GraphSAGE: {@code Z_i = T_i[own half] + mean_j T_j[other half] + b}. */
record MeanLayer(double[] bias) implements BallLayer {
    @Override
    public Tape run(Stage stage, double[] product) {
        var out = Block.of(Stage.filled(stage.targets(0), bias), bias.length);
        var own = half(product, 0);
        for (int i = 0; i < stage.targets(0); i++) {
            out.add(i, 1, own, i);
        }
        stage.round(0).forward(half(product, 1), out);
        return new MeanTape(stage, product, out.values());
    }

    private Block half(double[] product, int which) {
        return new Block(product, 2 * bias.length, which * bias.length, bias.length);
    }

    private final class MeanTape implements Tape {
        private final Stage stage;
        private final double[] product;
        private final double[] output;

        MeanTape(Stage stage, double[] product, double[] output) {
            this.stage = stage;
            this.product = product;
            this.output = output;
        }

        @Override
        public double[] output() {
            return output;
        }

        @Override
        public double[] backward(double[] gradient, double[] edges) {
            var out = new double[product.length];
            var at = Block.of(gradient, bias.length);
            var own = half(out, 0);
            for (int i = 0; i < stage.targets(0); i++) {
                own.add(i, 1, at, i);
            }
            stage.round(0).edges(at, half(product, 1), edges);
            stage.round(0).backward(at, half(out, 1));
            return out;
        }
    }
}
