using Microsoft.Extensions.Configuration;

namespace Symmetry.Silo.Settings;

/// <summary>The three places where a setting can be made: the command line counts before the environment before the file.</summary>
/// <param name="onCommandLine">What the command line says of a setting, <c>null</c> if nothing.</param>
/// <param name="inEnvironment">The value of a variable, <c>null</c> if it is not set.</param>
/// <param name="file">The settings file's section.</param>
/// <param name="filePath">The settings file's name, for sentences.</param>
internal sealed class SettingSources(
    Func<Setting, string?> onCommandLine, Func<string, string?> inEnvironment, IConfiguration file, string filePath)
{
    /// <summary>The section of the settings file that is a silo's.</summary>
    public const string Section = "Silo";

    private const string DefaultFile = "appsettings.json";

    /// <summary>Reads the settings file: the named one, or <c>appsettings.json</c> in the working directory if there is one.</summary>
    /// <exception cref="SettingsException">The file is not there, or no JSON.</exception>
    public static SettingSources Open(Func<Setting, string?> onCommandLine, Func<string, string?> inEnvironment, string? path)
    {
        var used = Path.GetFullPath(path ?? DefaultFile);
        try
        {
            var file = new ConfigurationBuilder().AddJsonFile(used, optional: path is null, reloadOnChange: false).Build();
            return new SettingSources(onCommandLine, inEnvironment, file.GetSection(Section), path ?? DefaultFile);
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            throw new SettingsException([$"The settings file {used} cannot be used: {(e.InnerException ?? e).Message}"]);
        }
    }

    /// <summary>A setting's text and the place where it was made.</summary>
    public (string Text, string Where)? Find(Setting setting)
    {
        if (onCommandLine(setting) is { } argument)
        {
            return (argument, $"--{setting.Name}");
        }

        if (inEnvironment(setting.Variable) is { Length: > 0 } variable)
        {
            return (variable, setting.Variable);
        }

        return file[setting.FileKey] is { Length: > 0 } text ? (text, $"{Section}:{setting.FileKey} in {filePath}") : null;
    }

    /// <summary>Names in the file's section that are no settings: a typing error there would be silent otherwise.</summary>
    public IEnumerable<string> Unknown() => file.GetChildren()
        .Select(child => child.Key)
        .Where(key => !Setting.All.Any(setting => setting.FileKey.Equals(key, StringComparison.OrdinalIgnoreCase)))
        .Select(key => $"{Section}:{key} in {filePath} is no setting (symmetry-silo --help lists them).");
}
