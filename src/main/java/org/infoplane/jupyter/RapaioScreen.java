package org.infoplane.jupyter;

import java.util.Map;
import org.rapaio.jupyter.kernel.MainApp;
import org.rapaio.jupyter.kernel.display.DisplayData;

/** Shows progress in the rapaio kernel. */
final class RapaioScreen implements Screen {

  @Override
  public void show(String id, Map<String, String> bundle) {
    MainApp.kernel.display(data(id, bundle));
  }

  @Override
  public void change(String id, Map<String, String> bundle) {
    MainApp.kernel.updateDisplay(data(id, bundle));
  }

  @Override
  public boolean whenCellEnds(Runnable action) {
    MainApp.kernel.channels().scheduleAfter(action);
    return true;
  }

  private static DisplayData data(String id, Map<String, String> bundle) {
    DisplayData data = RapaioDisplay.data(bundle);
    data.setDisplayId(id);
    return data;
  }
}
