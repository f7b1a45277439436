package org.graphunlearning.verify.distance;

import java.util.Arrays;

/**
 * Each row gets a column of its own at the least total cost: shortest augmenting paths with dual prices (Kuhn 1955, Munkres 1957;
 * this form Jonker and Volgenant 1987). O(rows^2 columns) time, no randomness: among equally short paths the lowest column is taken.
 * Of several optimal assignments one is returned; which one depends on the order of rows.
 *
 * @param columnOf the column of each row
 * @param cost total cost, added in the order of rows
 */
public record Assignment(int[] columnOf, double cost) {
    /**
     * Solves the problem.
     *
     * @param costs row-major, finite; forbid a pair by a cost above any sum of the others
     * @param rows number of rows, at most {@code columns}
     * @param columns number of columns
     * @throws IllegalArgumentException when there are more rows than columns, lengths disagree or a cost is not finite
     */
    public static Assignment of(double[] costs, int rows, int columns) {
        if (rows < 0 || rows > columns || costs.length != rows * columns) {
            throw new IllegalArgumentException(costs.length + " costs are no table of " + rows + " rows and " + columns
                    + " columns with at most as many rows as columns; transpose it or fill it up.");
        }
        for (double cost : costs) {
            if (!Double.isFinite(cost)) {
                throw new IllegalArgumentException("A cost is " + cost + "; forbid a pair by a large finite cost.");
            }
        }
        var search = new Search(costs, rows, columns);
        for (int row = 0; row < rows; row++) {
            search.insert(row);
        }
        return search.result();
    }

    /** Rows enter one by one; column {@code columns} is where the row to be placed waits. */
    private static final class Search {
        private final double[] costs;
        private final int rows;
        private final int columns;
        private final double[] rowPrice;
        private final double[] columnPrice;
        private final int[] rowOf;
        private final int[] cameFrom;
        private final double[] shortest;
        private final boolean[] done;

        Search(double[] costs, int rows, int columns) {
            this.costs = costs;
            this.rows = rows;
            this.columns = columns;
            this.rowPrice = new double[rows];
            this.columnPrice = new double[columns + 1];
            this.rowOf = new int[columns + 1];
            this.cameFrom = new int[columns];
            this.shortest = new double[columns];
            this.done = new boolean[columns + 1];
            Arrays.fill(rowOf, -1);
        }

        void insert(int row) {
            rowOf[columns] = row;
            Arrays.fill(shortest, Double.POSITIVE_INFINITY);
            Arrays.fill(done, false);
            int column = columns;
            while (rowOf[column] >= 0) {
                done[column] = true;
                relax(column);
                int next = nearest();
                shift(shortest[next]);
                column = next;
            }
            while (column != columns) {
                int previous = cameFrom[column];
                rowOf[column] = rowOf[previous];
                column = previous;
            }
            rowOf[columns] = -1;
        }

        private void relax(int column) {
            int row = rowOf[column];
            for (int j = 0; j < columns; j++) {
                double reduced = costs[row * columns + j] - rowPrice[row] - columnPrice[j];
                if (!done[j] && reduced < shortest[j]) {
                    shortest[j] = reduced;
                    cameFrom[j] = column;
                }
            }
        }

        private int nearest() {
            int best = -1;
            for (int j = 0; j < columns; j++) {
                if (!done[j] && (best < 0 || shortest[j] < shortest[best])) {
                    best = j;
                }
            }
            return best;
        }

        private void shift(double delta) {
            for (int j = 0; j <= columns; j++) {
                if (done[j]) {
                    rowPrice[rowOf[j]] += delta;
                    columnPrice[j] -= delta;
                } else if (j < columns) {
                    shortest[j] -= delta;
                }
            }
        }

        Assignment result() {
            var columnOf = new int[rows];
            for (int j = 0; j < columns; j++) {
                if (rowOf[j] >= 0) {
                    columnOf[rowOf[j]] = j;
                }
            }
            double cost = 0;
            for (int row = 0; row < rows; row++) {
                cost += costs[row * columns + columnOf[row]];
            }
            return new Assignment(columnOf, cost);
        }
    }
}
