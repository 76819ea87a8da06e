using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Symmetry.Client.Commands;

/// <summary>The help of the program; and that of a verb, which is the standard one without the store options, and examples below.</summary>
internal sealed class HelpWithExamples(HelpAction standard) : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        var (command, output) = (parseResult.CommandResult.Command, parseResult.InvocationConfiguration.Output);
        if (command is RootCommand root)
        {
            RootHelp.Write(output, root);
            return ExitCode.Done;
        }

        // Hidden here only: completions still have them.
        var shared = command.Options.Where(option => StoreLocationOptions.SharedNames.Contains(option.Name)).ToList();
        shared.ForEach(option => option.Hidden = true);
        var code = standard.Invoke(parseResult);
        if (shared.Count > 0)
        {
            output.WriteLine($"Store options: {string.Join(", ", shared.Select(option => option.Name))} (see symmetry --help).");
            output.WriteLine();
        }

        if (command is Verb { Examples.Count: > 0 } verb)
        {
            output.WriteLine("Examples:");
            foreach (var example in verb.Examples)
            {
                output.WriteLine($"  {example}");
            }

            output.WriteLine();
        }

        return code;
    }
}
