package org.graphunlearning.workbench.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {
    private final Table table = new Table(List.of(
            new Column("graph", "graph", ""),
            new Column("hidden", "", ""),
            new Column("millis", "train ms", ""),
            new Column("agrees", "agrees", "")));

    @Test
    void alignsNumbersUnderTheirHeading() {
        assertThat(table.heading()).isEqualTo("graph             train ms   agrees");
        assertThat(table.line(
                        new Row().put("graph", "cora").put("millis", 1.234).put("agrees", true)))
                .isEqualTo("cora                  1.23      yes");
        assertThat(table.line(
                        new Row().put("graph", "cora").put("millis", 1234.5).put("agrees", false)))
                .isEqualTo("cora                  1235       NO");
    }

    @Test
    void showsThreePlacesBelowOne() {
        assertThat(table.line(new Row().put("graph", "cora").put("millis", 0.0128)))
                .contains(" 0.013 ");
    }

    @Test
    void makesRoomForText() {
        var wide = new Table(List.of(new Column("a", "a", ""), new Column("b", "b", "", 12)));
        assertThat(wide.line(new Row().put("a", "x").put("b", "pretrained")))
                .isEqualTo("x" + " ".repeat(19) + "pretrained");
    }

    @Test
    void printsADashForNothing() {
        assertThat(table.line(new Row().put("graph", "cora"))).isEqualTo("cora                     -        -");
    }
}
