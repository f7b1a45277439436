package org.graphunlearning.verify.explain;

/** SIGN: {@code Z = T_0 + P (T_1 + P (T_2 + ...)) + b}, the hops side by side in the columns of T. */
record HopsLayer(double[] bias, int rounds) implements BallLayer {
    @Override
    public Tape run(Stage stage, double[] product) {
        int width = bias.length;
        var levels = new Block[rounds + 1];
        levels[0] = part(product, rounds);
        for (int round = 0; round < rounds; round++) {
            int rows = stage.targets(round);
            var out = Block.of(round + 1 == rounds ? Stage.filled(rows, bias) : new double[rows * width], width);
            var own = part(product, rounds - round - 1);
            for (int i = 0; i < rows; i++) {
                out.add(i, 1, own, i);
            }
            stage.round(round).forward(levels[round], out);
            levels[round + 1] = out;
        }
        return new HopsTape(stage, levels);
    }

    /** The columns of one hop. */
    private Block part(double[] product, int hop) {
        return new Block(product, (rounds + 1) * bias.length, hop * bias.length, bias.length);
    }

    private final class HopsTape implements Tape {
        private final Stage stage;
        private final Block[] levels;

        HopsTape(Stage stage, Block[] levels) {
            this.stage = stage;
            this.levels = levels;
        }

        @Override
        public double[] output() {
            return levels[rounds].values();
        }

        @Override
        public double[] backward(double[] gradient, double[] edges) {
            var out = new double[levels[0].values().length];
            var at = Block.of(gradient, bias.length);
            for (int round = rounds - 1; round >= 0; round--) {
                var own = part(out, rounds - round - 1);
                for (int i = 0; i < stage.targets(round); i++) {
                    own.add(i, 1, at, i);
                }
                stage.round(round).edges(at, levels[round], edges);
                var before = round == 0
                        ? part(out, rounds)
                        : Block.of(new double[levels[round].values().length], bias.length);
                stage.round(round).backward(at, before);
                at = before;
            }
            return out;
        }
    }
}
