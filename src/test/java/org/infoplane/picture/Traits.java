package org.infoplane.picture;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.LinkedHashMap;
import java.util.Map;

/** What pictures can show beside the project's own figures: small figures, by name. */
final class Traits {

  private static final String[][] ALL = {
    {
      "logarithmic axes",
      """
      {data: [{x: [1, 10, 200, 30000], y: [0.002, 0.5, 3, 80], mode: 'lines+markers'}],
       layout: {xaxis: {type: 'log'}, yaxis: {type: 'log'}}}
      """
    },
    {
      "short logarithmic axes",
      """
      {data: [{x: [2, 3, 5, 9], y: [100, 150, 230, 4000], mode: 'markers'}],
       layout: {xaxis: {type: 'log'}, yaxis: {type: 'log'}, height: 300}}
      """
    },
    {
      "an axis on the right",
      """
      {data: [{x: [1, 2, 3], y: [1, 4, 2], name: 'left'},
              {x: [1, 2, 3], y: [1e6, 3e6, 2e6], yaxis: 'y2', name: 'right', line: {dash: 'dash'}}],
       layout: {title: {text: 'Two<br>lines'}, legend: {x: 1.1},
                yaxis: {title: {text: 'left [H<sub>2</sub>]'}, rangemode: 'tozero'},
                yaxis2: {overlaying: 'y', side: 'right', title: {text: 'right'}, showgrid: false}}}
      """
    },
    {
      "labels that do not fit",
      """
      {data: [{type: 'bar', x: ['a long word 1', 'a long word 2', 'a long word 3', 'a long word 4',
               'a long word 5', 'a long word 6', 'a long word 7', 'a long word 8', 'a long word 9',
               'a long word 10'], y: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]}],
       layout: {xaxis: {automargin: true}, width: 700}}
      """
    },
    {
      "words at points",
      """
      {data: [{x: [1, 2, 3], y: [1, 2, 1], mode: 'markers+text', marker: {size: 14},
               text: ['below', 'right', 'two<br>lines'],
               textposition: ['bottom center', 'middle right', 'top left']},
              {x: [1, 2, 3], y: [2, 1, 2], mode: 'text', text: ['a', '<b>b</b>', '<i>c</i>'],
               textfont: {size: 20, color: '#d55e00'}}],
       layout: {showlegend: false}}
      """
    },
    {
      "error bars",
      """
      {data: [{x: [1, 2, 3], y: [1, 2, 1], mode: 'markers',
               error_x: {type: 'data', array: [0.1, 0.2, 0.3]},
               error_y: {type: 'data', symmetric: false, array: [0.5, 0.5, 1],
                         arrayminus: [0.1, 0.2, 0.3], thickness: 1, width: 8}}],
       layout: {}}
      """
    },
    {
      "symbols",
      """
      {data: [{x: [1, 2, 3, 4, 5, 6, 7, 8, 9], y: [1, 1, 1, 1, 1, 1, 1, 1, 1], mode: 'markers',
               marker: {size: 40, symbol: ['circle', 'square', 'diamond', 'triangle-up',
                 'triangle-down', 'cross', 'x', 'star', 'hexagon'], angle: [0, 0, 0, 0, 30, 0, 0, 0, 0]}},
              {x: [1, 2, 3, 4, 5, 6, 7, 8, 9], y: [2, 2, 2, 2, 2, 2, 2, 2, 2], mode: 'markers',
               marker: {size: 40, symbol: ['circle-open', 'square-open', 'diamond-open',
                 'triangle-up-open', 'triangle-down-open', 'cross-open', 'x-open', 'star-open',
                 'hexagon-open']}}],
       layout: {}}
      """
    },
    {
      "areas",
      """
      {data: [{x: [0, 1, 2], y: [1, 3, 2], fill: 'tozeroy', name: 'to zero'},
              {x: [0, 1, 2], y: [2, 4, 4], fill: 'tonexty', name: 'to next'},
              {x: [0.5, 1, 1, 0.5], y: [0.5, 0.5, 1, 1], fill: 'toself', mode: 'lines',
               line: {width: 0}, fillcolor: 'rgba(0, 0, 0, 0.3)', name: 'to itself'}],
       layout: {}}
      """
    },
    {
      "bars beside each other",
      """
      {data: [{type: 'bar', x: ['a', 'b', 'c'], y: [1, -2, 3], name: 'one'},
              {type: 'bar', x: ['a', 'b', 'c'], y: [2, 1, -1], name: 'two'},
              {type: 'bar', x: ['a', 'b', 'c'], y: [2, 1, 5], name: 'three', visible: 'legendonly'}],
       layout: {bargap: 0.3, title: {text: 'Bars', x: 0.5, y: 0.97, yanchor: 'top'}}}
      """
    },
    {
      "cells with words",
      """
      {data: [{type: 'heatmap', z: [[1, 2.5, null], [4, 5, 6.25]], x: ['a', 'b', 'c'],
               texttemplate: '%{z:.1f}', colorscale: [[0, '#ffffff'], [1, '#0072b2']],
               colorbar: {title: {text: 'on top'}, thickness: 20, len: 0.8, y: 0.4}}],
       layout: {yaxis: {autorange: 'reversed', title: {text: 'row'}}, height: 300}}
      """
    },
    {
      "small and large numbers",
      """
      {data: [{x: [0, 2e-7, 5e-7], y: [-3e5, 1e5, 12e5], mode: 'lines'}],
       layout: {xaxis: {title: {text: 'small'}}, yaxis: {nticks: 4, title: {text: 'large'}}}}
      """
    },
    {
      "notes and shapes",
      """
      {data: [{x: [0, 1, 2], y: [0, 1, 2], mode: 'markers'}],
       layout: {annotations: [
           {x: 1, y: 2, text: 'a note<br>of two', align: 'left', showarrow: false, yshift: 5},
           {x: 1, xref: 'paper', y: 0.5, yref: 'paper', xanchor: 'left', text: 'turned',
            textangle: 90, showarrow: false},
           {x: 0.1, xref: 'x domain', y: 0.9, yref: 'y domain', text: 'in a box', bgcolor: '#ffeeaa',
            font: {size: 16}, showarrow: false}],
         shapes: [
           {type: 'rect', x0: 0.2, x1: 0.6, y0: 0.5, y1: 1, fillcolor: '#cccccc', layer: 'below'},
           {type: 'line', x0: 1.5, x1: 1.5, yref: 'paper', y0: 0, y1: 1, line: {dash: 'dot'}}]}}
      """
    },
    {
      "panels",
      """
      {data: [{x: [0, 10], y: [1, 2], legendgroup: 'a', name: 'first'},
              {x: [5, 10], y: [2, 1], xaxis: 'x2', yaxis: 'y2', legendgroup: 'b', name: 'second'},
              {x: [5, 10], y: [1, 1], xaxis: 'x2', yaxis: 'y2', legendgroup: 'a', name: 'third'}],
       layout: {xaxis: {domain: [0, 0.45], showline: true, ticks: 'outside'},
         xaxis2: {domain: [0.55, 1], matches: 'x', anchor: 'y2', side: 'top', title: {text: 'top'}},
         yaxis: {tickvals: [1, 1.5, 2], ticktext: ['one', 'one<br>and a half', 'two']},
         yaxis2: {anchor: 'x2', dtick: 0.25, showline: true, mirror: true},
         legend: {bgcolor: '#eeeeee'}}}
      """
    },
    {
      "times as colours",
      """
      {data: [{x: [1, 2, 3, 4], y: [4, 3, 2, 5], mode: 'lines+markers', line: {color: '#999999'},
               marker: {size: [6, 10, 14, 30], color: [1, 2, 3, 4], coloraxis: 'coloraxis'}}],
       layout: {coloraxis: {colorscale: 'Cividis', colorbar: {title: {text: 'epoch', side: 'right'}}},
         legend: {orientation: 'h', y: -0.2}, showlegend: true}}
      """
    }
  };

  private Traits() {}

  static Map<String, JsonNode> all() {
    ObjectMapper json =
        JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_UNQUOTED_FIELD_NAMES, JsonReadFeature.ALLOW_SINGLE_QUOTES)
            .build();
    Map<String, JsonNode> figures = new LinkedHashMap<>();
    for (String[] one : ALL) {
      try {
        figures.put(one[0], json.readTree(one[1]));
      } catch (JsonProcessingException e) {
        throw new AssertionError(one[0], e);
      }
    }
    return figures;
  }
}
