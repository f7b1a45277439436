package org.graphunlearning.procedures.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TickerTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Test
    void goesOnAfterAFailureAndTellsOfItOnce() throws InterruptedException {
        var fourth = new CountDownLatch(4);
        var told = new AtomicInteger();
        var ticker = new Ticker(
                () -> {
                    fourth.countDown();
                    throw new IllegalStateException("no");
                },
                e -> told.incrementAndGet());

        ticker.start(Duration.ofMillis(1));

        assertThat(fourth.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(ticker.stop(PATIENCE)).isTrue();
        assertThat(told).hasValue(1);
    }

    @Test
    void interruptsWhatDoesNotEndByItself() throws InterruptedException {
        var begun = new CountDownLatch(1);
        var interrupted = new AtomicBoolean();
        var daemon = new AtomicBoolean();
        var ticker = new Ticker(
                () -> {
                    daemon.set(Thread.currentThread().isDaemon());
                    begun.countDown();
                    try {
                        new CountDownLatch(1).await();
                    } catch (InterruptedException e) {
                        interrupted.set(true);
                    }
                },
                e -> {});

        ticker.start(Duration.ofMillis(1));
        assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();

        assertThat(ticker.stop(Duration.ofSeconds(1))).isTrue();
        assertThat(interrupted).isTrue();
        assertThat(daemon).isTrue();
    }
}
