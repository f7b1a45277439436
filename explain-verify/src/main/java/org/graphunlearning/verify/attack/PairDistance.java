package org.graphunlearning.verify.attack;

/**
 * How far two probability vectors lie apart: the eight distances of link stealing (He et al., "Stealing Links from Graph Neural
 * Networks", 2021). Each is linear in the classes, and 0 for equal vectors unless said otherwise.
 */
public enum PairDistance {
    /** 1 less the cosine of the angle. */
    COSINE {
        @Override
        public double of(double[] p, double[] q) {
            return oneLessCosine(p, q, 0, 0);
        }
    },
    /** Length of the difference. */
    EUCLIDEAN {
        @Override
        public double of(double[] p, double[] q) {
            return Math.sqrt(SQUARED_EUCLIDEAN.of(p, q));
        }
    },
    /** Its square. */
    SQUARED_EUCLIDEAN {
        @Override
        public double of(double[] p, double[] q) {
            double sum = 0;
            for (int k = 0; k < p.length; k++) {
                sum += (p[k] - q[k]) * (p[k] - q[k]);
            }
            return sum;
        }
    },
    /** 1 less Pearson's correlation; 1 where a vector is constant. With two classes it can only be 0, 1 or 2. */
    CORRELATION {
        @Override
        public double of(double[] p, double[] q) {
            return oneLessCosine(p, q, Gaussian.mean(p), Gaussian.mean(q));
        }
    },
    /** Greatest difference. */
    CHEBYSHEV {
        @Override
        public double of(double[] p, double[] q) {
            double max = 0;
            for (int k = 0; k < p.length; k++) {
                max = Math.max(max, Math.abs(p[k] - q[k]));
            }
            return max;
        }
    },
    /** Sum of differences over sum of sums. */
    BRAY_CURTIS {
        @Override
        public double of(double[] p, double[] q) {
            double sums = 0;
            for (int k = 0; k < p.length; k++) {
                sums += Math.abs(p[k] + q[k]);
            }
            return sums == 0 ? 0 : CITY_BLOCK.of(p, q) / sums;
        }
    },
    /** Sum of differences, each over its sum; 0 where both are 0. */
    CANBERRA {
        @Override
        public double of(double[] p, double[] q) {
            double sum = 0;
            for (int k = 0; k < p.length; k++) {
                double scale = Math.abs(p[k]) + Math.abs(q[k]);
                sum += scale == 0 ? 0 : Math.abs(p[k] - q[k]) / scale;
            }
            return sum;
        }
    },
    /** Sum of differences. */
    CITY_BLOCK {
        @Override
        public double of(double[] p, double[] q) {
            double sum = 0;
            for (int k = 0; k < p.length; k++) {
                sum += Math.abs(p[k] - q[k]);
            }
            return sum;
        }
    };

    /** The distance of two vectors of the same length. */
    public abstract double of(double[] p, double[] q);

    private static double oneLessCosine(double[] p, double[] q, double fromP, double fromQ) {
        double product = 0;
        double pp = 0;
        double qq = 0;
        for (int k = 0; k < p.length; k++) {
            product += (p[k] - fromP) * (q[k] - fromQ);
            pp += (p[k] - fromP) * (p[k] - fromP);
            qq += (q[k] - fromQ) * (q[k] - fromQ);
        }
        double lengths = Math.sqrt(pp) * Math.sqrt(qq);
        return lengths == 0 ? 1 : 1 - product / lengths;
    }
}
