/**
 * What a shell runs to complete a command line: it asks the program itself, which knows its commands, its options and the store. Written here, and not
 * by a library, since those that there are let the shell evaluate the words of the line, and a name from a stranger's store must never be evaluated.
 */
export const shells = ['bash', 'zsh', 'fish', 'powershell'] as const;
export type Shell = (typeof shells)[number];

/** bash splits words at "=", ":" and "@" too: the program is given the line as it stands, and answers with what replaces bash's last word. */
const bash = `# Put this into ~/.bashrc:  source <(winning-ticket completion bash)
_winning_ticket() {
  local IFS=$'\\n'
  COMPREPLY=($(winning-ticket complete --line "\${COMP_LINE:0:COMP_POINT}" 2>/dev/null))
  [[ \${#COMPREPLY[@]} -eq 1 && \${COMPREPLY[0]} == *[/=] ]] && compopt -o nospace
}
complete -o nosort -F _winning_ticket winning-ticket
`;

/** compadd quotes what it inserts. */
const zsh = `#compdef winning-ticket
# Put this into ~/.zshrc, after compinit:  source <(winning-ticket completion zsh)
_winning_ticket() {
  local -a lines values shown
  lines=("\${(@f)$(winning-ticket complete -- "\${(@Q)words[2,CURRENT]}" 2>/dev/null)}")
  local line
  for line in $lines; do
    values+=("\${line%%$'\\t'*}")
    shown+=("\${line/$'\\t'/  }")
  done
  local -a open closed openShown closedShown
  local i
  for ((i = 1; i <= $#values; i++)); do
    if [[ $values[i] == *[/=] ]]; then open+=("$values[i]"); openShown+=("$shown[i]")
    elif [[ -n $values[i] ]]; then closed+=("$values[i]"); closedShown+=("$shown[i]"); fi
  done
  (($#open)) && compadd -l -S '' -d openShown -a open
  (($#closed)) && compadd -l -d closedShown -a closed
}
compdef _winning_ticket winning-ticket
`;

const fish = `# Put this into ~/.config/fish/config.fish:  winning-ticket completion fish | source
complete -c winning-ticket -f -a '(winning-ticket complete -- (commandline -opc)[2..-1] (commandline -ct) 2>/dev/null)'
`;

/** PowerShell inserts the text as it is, so that the program quotes it. */
const powershell = `# Put this into $PROFILE:  winning-ticket completion powershell | Out-String | Invoke-Expression
Register-ArgumentCompleter -Native -CommandName winning-ticket -ScriptBlock {
  param($word, $ast, $cursor)
  $words = @($ast.CommandElements | Select-Object -Skip 1 | Where-Object { $_.Extent.EndOffset -le $cursor } | ForEach-Object { if ($_ -is [System.Management.Automation.Language.StringConstantExpressionAst]) { $_.Value } else { $_.Extent.Text } })
  if ($word -eq '') { $words += '""' }
  winning-ticket complete --quoted -- @words 2>$null | ForEach-Object {
    $text, $about = $_ -split "\`t", 2
    if (-not $about) { $about = $text }
    [System.Management.Automation.CompletionResult]::new($text, $text, 'ParameterValue', $about)
  }
}
`;

export const completionScripts: Readonly<Record<Shell, string>> = { bash, zsh, fish, powershell };
