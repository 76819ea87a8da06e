using System.Diagnostics;

namespace Symmetry.Client.Tests.Reading;

/// <summary>Runs programs that read what this one writes.</summary>
internal static class OtherProgram
{
    /// <summary>The folder where test.sh installs packages from npm.</summary>
    private static string NodeModules
    {
        get
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (!File.Exists(Path.Combine(folder.FullName, "Symmetry.Distributed.sln")))
            {
                folder = folder.Parent!;
            }

            return Path.Combine(folder.FullName, "artifacts/npm/node_modules");
        }
    }

    /// <summary>The exit code and the output of a program; standard error after standard output.</summary>
    public static (int ExitCode, string Output) Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = AppContext.BaseDirectory,
            Environment = { ["NODE_PATH"] = NodeModules },
        })!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + error.Result);
    }

    /// <summary>Whether a program is there and a first call of it succeeds.</summary>
    public static bool Succeeds(string program, params string[] arguments)
    {
        try
        {
            return Run(program, arguments).ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    /// <summary>Skips the test if Node.js or a package is missing.</summary>
    public static void RequireNodeWith(string package) => Assert.SkipUnless(
        Succeeds("node", "-e", $"require('{package}')"),
        $"Node.js or its package {package} is missing (npm install --prefix artifacts/npm {package}).");

    /// <summary>A Python that has a module; skips the test if there is none. Debian's comes first, because it sees Debian's packages.</summary>
    public static string PythonWith(string module)
    {
        var python = Array.Find(["/usr/bin/python3", "python3"], candidate => Succeeds(candidate, "-c", $"import {module}"));
        Assert.SkipWhen(python is null, $"No Python has the module {module}.");
        return python!;
    }
}
