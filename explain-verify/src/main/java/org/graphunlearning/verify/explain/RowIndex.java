package org.graphunlearning.verify.explain;

/** Positions of a few rows among many: an open-addressing map, so that a ball costs its own size and not the graph's. */
final class RowIndex {
    private int[] slots = new int[128]; // row + 1, so that 0 is free
    private int[] positions = new int[128];
    private int size;

    /** Takes a row in; whether it was not there. */
    boolean add(int row) {
        int slot = slot(row);
        if (slots[slot] != 0) {
            return false;
        }
        slots[slot] = row + 1;
        size++;
        if (2 * size > slots.length) {
            grow();
        }
        return true;
    }

    /** Gives a row that was added its position. */
    void place(int row, int position) {
        positions[slot(row)] = position;
    }

    /** The position of a row that was placed. */
    int positionOf(int row) {
        return positions[slot(row)];
    }

    int size() {
        return size;
    }

    private int slot(int row) {
        int hash = row * 0x9E3779B9;
        int slot = (hash ^ (hash >>> 15)) & (slots.length - 1);
        while (slots[slot] != 0 && slots[slot] != row + 1) {
            slot = (slot + 1) & (slots.length - 1);
        }
        return slot;
    }

    private void grow() {
        int[] oldSlots = slots;
        int[] oldPositions = positions;
        slots = new int[2 * oldSlots.length];
        positions = new int[slots.length];
        for (int s = 0; s < oldSlots.length; s++) {
            if (oldSlots[s] != 0) {
                int slot = slot(oldSlots[s] - 1);
                slots[slot] = oldSlots[s];
                positions[slot] = oldPositions[s];
            }
        }
    }
}
