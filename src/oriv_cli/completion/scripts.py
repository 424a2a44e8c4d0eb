"""What each shell runs when Tab is pressed: it gives oriv the line before the cursor.

The exit code 9 says that files would do. The variables are those of Typer's own
scripts, so that one that was installed before goes on working.
"""

from __future__ import annotations

# bash replaces the part of the line after its last word break. ``compopt``, ``nosort`` and
# COMP_TYPE, which tells a list from an insertion, are unknown to the bash of macOS.
BASH = r"""_oriv_completion() {
    local reply found
    COMPREPLY=()
    reply=$(_ORIV_COMPLETE=complete_bash _TYPER_COMPLETE_ARGS="${COMP_LINE:0:COMP_POINT}" \
        _ORIV_BREAKS="$COMP_WORDBREAKS" _ORIV_LISTED="$COMP_TYPE" _ORIV_WIDTH="$COLUMNS" \
        "${1/#\~/$HOME}" 2>/dev/null)
    if [ $? -eq 9 ]; then
        compopt -o default 2>/dev/null
    fi
    while IFS= read -r found; do
        [ -n "$found" ] && COMPREPLY+=("$found")
    done <<< "$reply"
}
complete -o nosort -F _oriv_completion oriv 2>/dev/null || complete -F _oriv_completion oriv
"""

# zsh runs the file as a function of its name the first time, and then the one in it.
ZSH = r"""#compdef oriv
_oriv() {
    eval "$(_ORIV_COMPLETE=complete_zsh \
        _TYPER_COMPLETE_ARGS="${(j: :)words[1,CURRENT-1]} ${QIPREFIX}${IPREFIX}${PREFIX}" \
        ${~${(Q)words[1]}} 2>/dev/null)"
}
if [[ $funcstack[1] == _oriv ]]; then
    _oriv "$@"
else
    compdef _oriv oriv
fi
"""

FISH = r"""function __oriv_completion
    _ORIV_COMPLETE=complete_fish _TYPER_COMPLETE_FISH_ACTION=get-args \
        _TYPER_COMPLETE_ARGS=(commandline -cp) oriv 2>/dev/null
    if test $status -eq 9
        __fish_complete_path (commandline -ct)
    end
end
complete --command oriv --keep-order --no-files --arguments "(__oriv_completion)"
"""

# Windows would read the answer in the code page of the console.
POWERSHELL = r"""Register-ArgumentCompleter -Native -CommandName oriv -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $line = $commandAst.ToString()
    $length = $cursorPosition - $commandAst.Extent.StartOffset
    $encoding = [Console]::OutputEncoding
    try {
        [Console]::OutputEncoding = [System.Text.Encoding]::UTF8
        $Env:_ORIV_COMPLETE = 'complete_powershell'
        $Env:_TYPER_COMPLETE_ARGS = $line.PadRight($length).Substring(0, $length)
        oriv 2>$null | ForEach-Object {
            $value, $label, $help = $_ -split ':::', 3
            [System.Management.Automation.CompletionResult]::new(
                $value, $label, 'ParameterValue', $help)
        }
    } finally {
        $Env:_ORIV_COMPLETE = $null
        $Env:_TYPER_COMPLETE_ARGS = $null
        [Console]::OutputEncoding = $encoding
    }
}
"""
