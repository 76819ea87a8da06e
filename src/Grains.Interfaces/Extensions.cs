using System.Runtime.Loader;
using Symmetry.Engine.Features;

namespace Symmetry.Grains;

/// <summary>Assemblies with feature maps of one's own, which the client and every silo load when they start.</summary>
public static class Extensions
{
    /// <summary>Loads assemblies and makes their feature maps known. Their code runs with all rights of this process.</summary>
    /// <param name="files">Paths of assemblies.</param>
    /// <exception cref="ExtensionException">One is not there, is no assembly, or has no feature map that can be used.</exception>
    public static void Load(IEnumerable<string> files)
    {
        foreach (var file in files)
        {
            try
            {
                if (CustomFeatureMaps.RegisterAll(AssemblyLoadContext.Default.LoadFromAssemblyPath(Path.GetFullPath(file))).Count == 0)
                {
                    throw new ExtensionException($"The extension {file} has no public class that is an {nameof(ICustomFeatureMap)}.");
                }
            }
            catch (FileNotFoundException e) when (!File.Exists(file))
            {
                throw new ExtensionException($"The extension {file} is not there.", e);
            }
            catch (Exception e) when (e is not ExtensionException)
            {
                // What its constructors throw arrives wrapped.
                throw new ExtensionException($"The extension {file} cannot be used: {(e.InnerException ?? e).Message}", e);
            }
        }
    }
}

/// <summary>An extension cannot be used.</summary>
/// <param name="message">One sentence: which, and why.</param>
/// <param name="inner">What it was found out by.</param>
public sealed class ExtensionException(string message, Exception? inner = null) : Exception(message, inner);
