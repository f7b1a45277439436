package org.graphunlearning.verify.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ReceiptTest {
    @Test
    void commitsAsHmacComputedElsewhere() {
        assertThat(Chains.RECEIPT.commitment("node:4:x:5"))
                .isEqualTo("eb8aedc74d31f047102853f2d7436616cb7d931e36a926ce1058082c8b4a3494");
    }

    @Test
    void commitsDifferentlyUnderEveryReceipt() {
        var one = Receipt.draw();
        var other = Receipt.draw();

        assertThat(one.commitment("node:1")).isNotEqualTo(other.commitment("node:1"));
        assertThat(Receipt.parse(one.hex()).commitment("node:1")).isEqualTo(one.commitment("node:1"));
    }

    @Test
    void doesNotShowItsSecret() {
        assertThat(Chains.RECEIPT).hasToString("Receipt");
    }

    @Test
    void refusesWhatIsNoReceiptWithoutRepeatingIt() {
        assertThatThrownBy(() -> Receipt.parse("Alice"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("A receipt has 64 hex digits; give the column `receipt` that the deletion yielded.");
    }
}
