using System.Reflection;
using System.Runtime.Loader;

namespace Symmetry.Benchmarks;

/// <summary>The cases of another build of this program, loaded beside this one, so that both take turns in one process.</summary>
/// <param name="file">The other build's Symmetry.Benchmarks.dll.</param>
internal sealed class OtherBuild(string file) : AssemblyLoadContext
{
    private readonly string file = Path.GetFullPath(file);

    /// <summary>What runs each of its cases once and returns seconds of processor time, by name.</summary>
    public IReadOnlyDictionary<string, Func<double>> Cases()
    {
        const BindingFlags Any = BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;
        var runner = LoadFromAssemblyPath(file).GetType(typeof(EngineRunner).FullName!, throwOnError: true)!;
        var cases = (IEnumerable<object>)runner.GetMethod(nameof(EngineRunner.Cases), Any)!.Invoke(null, null)!;
        return cases.ToDictionary(
            static other => (string)other.GetType().GetProperty(nameof(EngineCase.Name), Any)!.GetValue(other)!,
            static other => other.GetType().GetMethod(nameof(EngineCase.Run), Any, [])!.CreateDelegate<Func<double>>(other));
    }

    // Its own engine, not ours; what its folder does not have comes from the runtime.
    protected override Assembly? Load(AssemblyName assemblyName) =>
        Path.Combine(Path.GetDirectoryName(file)!, $"{assemblyName.Name}.dll") is var own && File.Exists(own) ? LoadFromAssemblyPath(own) : null;
}
