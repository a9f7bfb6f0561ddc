"""Domain values become charts.

Every chart is a function of aggregated values and a `theme.Palette` that gives a `drawing.Drawing`; its sibling
`alt_text` (in sentences, for those who hear the chart) is already inside the drawing as its description.
"""
