namespace Symmetry.Silo.Settings;

/// <summary>The format of log lines.</summary>
internal enum LogFormat
{
    Text,
    Json,
}
