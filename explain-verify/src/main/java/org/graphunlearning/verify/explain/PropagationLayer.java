package org.graphunlearning.verify.explain;

/** GCN and SGC: {@code Z = P ... P T + b}. */
record PropagationLayer(double[] bias, int rounds) implements BallLayer {
    @Override
    public Tape run(Stage stage, double[] product) {
        var levels = new double[rounds + 1][];
        levels[0] = product;
        for (int round = 0; round < rounds; round++) {
            int rows = stage.targets(round);
            levels[round + 1] = round + 1 == rounds ? Stage.filled(rows, bias) : new double[rows * bias.length];
            stage.round(round).forward(block(levels[round]), block(levels[round + 1]));
        }
        return new PropagationTape(stage, levels);
    }

    private Block block(double[] values) {
        return Block.of(values, bias.length);
    }

    private final class PropagationTape implements Tape {
        private final Stage stage;
        private final double[][] levels;

        PropagationTape(Stage stage, double[][] levels) {
            this.stage = stage;
            this.levels = levels;
        }

        @Override
        public double[] output() {
            return levels[rounds];
        }

        @Override
        public double[] backward(double[] gradient, double[] edges) {
            var at = block(gradient);
            for (int round = rounds - 1; round >= 0; round--) {
                stage.round(round).edges(at, block(levels[round]), edges);
                var before = block(new double[levels[round].length]);
                stage.round(round).backward(at, before);
                at = before;
            }
            return at.values();
        }
    }
}
