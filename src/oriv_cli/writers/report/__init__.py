"""The activity report in files: one file a form, all of the words of ``record.report_said``.

page                  HTML, from the templates beside; pictures are drawn into it
charts, maps          where each bar and each département stands in a drawing
markdown, json_file   the same figures without pictures
"""
