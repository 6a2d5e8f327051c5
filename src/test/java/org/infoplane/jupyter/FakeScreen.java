package org.infoplane.jupyter;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import org.infoplane.recording.LiveFigure;

/** Mutable: a screen that remembers what it was told to show. */
public final class FakeScreen implements Screen {

  private final List<Map<String, String>> shown = new ArrayList<>();
  private final List<Map<String, String>> changed = new ArrayList<>();
  private final Set<String> ids = new LinkedHashSet<>();
  private final Set<Thread> threads = new LinkedHashSet<>();
  private Runnable hook = () -> {};

  /** Calls something whenever it shows anything. */
  public void onShow(Runnable action) {
    hook = action;
  }

  @Override
  public void show(String id, Map<String, String> bundle) {
    add(id, bundle, shown);
  }

  @Override
  public void change(String id, Map<String, String> bundle) {
    add(id, bundle, changed);
  }

  @Override
  public int cell() {
    return 1;
  }

  private void add(String id, Map<String, String> bundle, List<Map<String, String>> to) {
    ids.add(id);
    threads.add(Thread.currentThread());
    to.add(bundle);
    hook.run();
  }

  /** The outputs of the cell: one for each call of show. */
  public int outputs() {
    return shown.size();
  }

  /** All content that was shown, in order, of one MIME type. */
  public List<String> all(String type) {
    List<String> all = new ArrayList<>();
    shown.forEach(bundle -> all.add(Objects.requireNonNullElse(bundle.get(type), "")));
    changed.forEach(bundle -> all.add(Objects.requireNonNullElse(bundle.get(type), "")));
    return all;
  }

  /** What is shown at the end. */
  public String last(String type) {
    List<String> all = all(type);
    return all.get(all.size() - 1);
  }

  public Set<String> ids() {
    return ids;
  }

  public Set<Thread> threads() {
    return threads;
  }

  /** A live figure on this screen, with the real clock and a thread of its own. */
  public LiveFigure figure() {
    return figure(System::nanoTime, 2, drawing -> new NotebookFigure.Painter(drawing).start());
  }

  /** A live figure on this screen, drawn whenever it may be, by a thread of its own. */
  public LiveFigure figure(LongSupplier nanoTime) {
    return figure(nanoTime, 1000, drawing -> new NotebookFigure.Painter(drawing).start());
  }

  /** A live figure on this screen. */
  public LiveFigure figure(LongSupplier nanoTime, int processors, Executor painters) {
    return new NotebookFigure(this, nanoTime, processors, painters);
  }
}
